namespace Nola.Runtime.Tests.Model;

public sealed class SerialWorkTests
{
    [Fact]
    public async Task SerialExecutor_ManyAtOnce_RunsOneAtATimeInOrder()
    {
        var executor = new AsyncSerialExecutor<int>();
        var running = 0;
        var order = new List<int>();
        var tasks = Enumerable.Range(0, 50).Select(number => executor.AddNext(async () =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            await Task.Yield();
            order.Add(number);
            Interlocked.Decrement(ref running);
            return number == 7 ? throw new InvalidOperationException("Seven.") : number;
        })).ToArray();

        await Assert.ThrowsAsync<InvalidOperationException>(() => tasks[7]);
        await Task.WhenAll(tasks.Where((_, number) => number != 7));

        Assert.Equal(Enumerable.Range(0, 50), order);
        await new AsyncSerialExecutor().AddNext(() => Task.CompletedTask);
    }

    [Fact]
    public async Task BatchWorker_NotifiedWhileItWorks_WorksOnceMoreForAll()
    {
        var mayEnd = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runs = 0;
        var worker = new BatchWorkerFromDelegate(() =>
        {
            runs++;
            began.TrySetResult();
            return mayEnd.Task;
        });

        var first = worker.NotifyAndWaitForWorkToBeServiced();
        await began.Task;
        var second = worker.NotifyAndWaitForWorkToBeServiced();
        worker.Notify();
        worker.Notify();
        Assert.False(worker.IsIdle());
        Assert.Equal(1, runs);
        mayEnd.SetResult();
        await Task.WhenAll(first, second, worker.WaitForCurrentWorkToBeServiced());

        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task BatchWorker_WorkThatFails_FailsItsWaitersAndTheNextRunWorks()
    {
        var runs = 0;
        var worker = new BatchWorkerFromDelegate(() => ++runs == 1 ? throw new IOException("No.") : Task.CompletedTask);

        await Assert.ThrowsAsync<IOException>(worker.NotifyAndWaitForWorkToBeServiced);
        await worker.NotifyAndWaitForWorkToBeServiced();
        worker.Notify(DateTime.MinValue);
        await worker.WaitForCurrentWorkToBeServiced();

        Assert.Equal(3, runs);
    }
}
