using System.Diagnostics;

namespace Nola.Runtime.Scheduling;

/// <summary>
/// One thread's items for reuse, chained by <see cref="WorkItem.Next"/>. Items are often made by one thread and end on
/// another: a thread that has a chain full passes it on as a whole, so that both pay one exchange for many items.
/// </summary>
internal struct WorkItemPool
{
    /// <summary>Items in a chain. Two chains a thread and what the depot holds are all that is ever kept.</summary>
    private const int ChainLength = 64;

    private WorkItem? _free;
    private int _count;

    /// <summary>An item that somebody returned, or null.</summary>
    public WorkItem? Take(WorkItemDepot depot)
    {
        if (_free is null)
        {
            _free = depot.Take();
            if (_free is null) return null;

            _count = ChainLength;
        }

        var item = _free;
        _free = item.Next;
        _count--;
        item.Next = null;
        return item;
    }

    /// <summary>Keeps an item that nobody refers to any more.</summary>
    public void Return(WorkItem item, WorkItemDepot depot)
    {
        Debug.Assert(item.Next is null);
        if (_count == ChainLength)
        {
            // Where the depot is full as well, the chain is garbage.
            depot.Give(_free!);
            _free = null;
            _count = 0;
        }

        item.Next = _free;
        _free = item;
        _count++;
    }
}

/// <summary>Chains of items on their way from threads that have too many to threads that have none.</summary>
internal sealed class WorkItemDepot
{
    private const int SlotsMax = 16;

    private readonly WorkItem?[] _slots = new WorkItem?[SlotsMax];

    /// <summary>The number of chains, roughly: keeps those who look for one from reading empty slots.</summary>
    private int _count;

    public WorkItem? Take()
    {
        if (Volatile.Read(ref _count) <= 0) return null;

        foreach (ref var slot in _slots.AsSpan())
        {
            if (slot is null || Interlocked.Exchange(ref slot, null) is not { } chain) continue;

            Interlocked.Decrement(ref _count);
            return chain;
        }

        return null;
    }

    public void Give(WorkItem chain)
    {
        foreach (ref var slot in _slots.AsSpan())
        {
            if (slot is not null || Interlocked.CompareExchange(ref slot, chain, null) is not null) continue;

            Interlocked.Increment(ref _count);
            return;
        }
    }
}
