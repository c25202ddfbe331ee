using Nola.Runtime.Scheduling;

namespace Nola.Runtime.Tests.Scheduling;

public sealed class WorkItemPoolTests
{
    private const int Items = 1000;

    [Fact]
    public void Take_ItemsThatAnotherPoolReturned_AreGivenOnceEach()
    {
        var depot = new WorkItemDepot();
        var returning = default(WorkItemPool);
        var taking = default(WorkItemPool);
        for (var i = 0; i < Items; i++) returning.Return(new Item(), depot);

        var taken = new List<WorkItem>();
        while (taking.Take(depot) is { } item) taken.Add(item);

        Assert.NotEmpty(taken);
        Assert.Equal(taken.Count, taken.Distinct().Count());
        Assert.All(taken, item => Assert.Null(item.Next));
    }

    [Fact]
    public void Return_ManyThreads_NoItemIsInTwoHands()
    {
        var depot = new WorkItemDepot();
        var doubled = 0;
        var threads = Enumerable.Range(0, 4).Select(number => new Thread(() =>
        {
            var pool = default(WorkItemPool);
            var held = new Queue<Item>();
            for (var i = 0; i < 20_000; i++)
            {
                // Some threads take more than they return, the others return more than they take.
                var item = pool.Take(depot) as Item ?? new Item();
                if (Interlocked.Exchange(ref item.Owner, number + 1) != 0) Interlocked.Increment(ref doubled);
                held.Enqueue(item);
                while (held.Count > (number % 2 == 0 ? 200 : 0))
                {
                    var done = held.Dequeue();
                    Volatile.Write(ref done.Owner, 0);
                    pool.Return(done, depot);
                }
            }
        })).ToList();

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal(0, doubled);
    }

    private sealed class Item : WorkItem
    {
        public int Owner;

        public override void Execute()
        {
        }
    }
}
