using Nola.Runtime.Scheduling;

namespace Nola.Runtime.Tests.Scheduling;

public sealed class TurnQueueTests
{
    private const int Threads = 4;
    private const int ItemsPerThread = 20_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Items_FromManyThreads_RunOnceEachInTheirThreadsOrder(int seed)
    {
        var queue = new Queue();
        var seen = new int[Threads];
        var overlaps = 0;
        var inside = 0;
        var failures = 0;
        void Enter()
        {
            if (Interlocked.Increment(ref inside) != 1) Interlocked.Increment(ref overlaps);
        }

        var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            var random = new Random(seed + number);
            for (var i = 0; i < ItemsPerThread; i++)
            {
                var expected = i;
                queue.Push(new Item(() =>
                {
                    Enter();
                    if (seen[number]++ != expected) failures++;
                    Interlocked.Decrement(ref inside);
                }));
                if (random.Next(8) != 0 || !queue.TryEnter()) continue;

                Enter();
                Interlocked.Decrement(ref inside);
                queue.Leave();
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Push(new Item(done.SetResult));
        await done.Task.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(0, overlaps);
        Assert.Equal(0, failures);
        Assert.All(seen, count => Assert.Equal(ItemsPerThread, count));
        Assert.Empty(queue.Failures);
    }

    [Fact]
    public async Task Turns_OfNestedQueues_RestoreTheThread()
    {
        var outer = new Queue();
        var inner = new Queue();
        var result = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        outer.Push(new Item(() =>
        {
            var thread = TurnThread.Current;
            var before = TaskScheduler.Current == outer.Scheduler && SynchronizationContext.Current == outer;
            var isEntered = inner.TryEnter();
            ref var frame = ref thread.Enter(inner, null, ExecutionContext.Capture()!);
            var during = TaskScheduler.Current == inner.Scheduler
                && SynchronizationContext.Current == inner
                && inner.IsCurrent;
            thread.Exit(ref frame);
            inner.Leave();
            var after = TaskScheduler.Current == outer.Scheduler
                && SynchronizationContext.Current == outer
                && outer.IsCurrent;
            result.SetResult(before && isEntered && during && after);
        }));

        Assert.True(await result.Task.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Item_ThatThrows_EndsNothingElse()
    {
        var queue = new Queue();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Push(new Item(() => throw new InvalidTimeZoneException()));
        queue.Push(new Item(done.SetResult));
        await done.Task.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.IsType<InvalidTimeZoneException>(Assert.Single(queue.Failures));
    }

    [Fact]
    public void RunAndLeave_ItemsQueuedMeanwhile_RunAsTurnsOnTheCallingThread()
    {
        var queue = new Queue();
        var threads = new List<int>();
        var wasCurrent = true;
        Assert.True(queue.TryEnter());
        for (var i = 0; i < 3; i++)
        {
            queue.Post(
                _ =>
                {
                    threads.Add(Environment.CurrentManagedThreadId);
                    wasCurrent &= queue.IsCurrent && TaskScheduler.Current == queue.Scheduler;
                },
                null);
        }

        Assert.Empty(threads);
        queue.RunAndLeave();

        Assert.Equal(Enumerable.Repeat(Environment.CurrentManagedThreadId, 3), threads);
        Assert.True(wasCurrent);
        Assert.False(queue.IsCurrent);
        Assert.True(queue.TryEnter());
    }

    [Fact]
    public async Task RunAndLeave_MoreThanAShortQuantum_GoesOnElsewhere()
    {
        var queue = new Queue();
        var left = 1000;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.True(queue.TryEnter());
        for (var i = 0; i < 1000; i++)
        {
            queue.Push(new Item(() =>
            {
                if (--left == 0) done.SetResult();
            }));
        }

        queue.RunAndLeave();

        await done.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void TryEnterSoon_TurnThatDoesNotEnd_GivesUpAndTakesNothing()
    {
        var queue = new Queue();
        Assert.True(queue.TryEnter());

        Assert.False(queue.TryEnterSoon());

        queue.Leave();
        Assert.True(queue.TryEnter());
    }

    private sealed class Item(Action action) : WorkItem
    {
        public override void Execute() => action();
    }

    private sealed class Queue : TurnQueue
    {
        public List<Exception> Failures { get; } = [];

        protected override void OnUnhandledException(Exception exception) => Failures.Add(exception);

        protected override void Schedule() => ThreadTurnPool.Instance.Schedule(this);
    }
}
