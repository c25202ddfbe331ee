using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Nola.Runtime.Scheduling;

/// <summary>
/// A logical thread: runs one work item at a time, in the order of arrival, on whichever pool thread is free.
/// </summary>
/// <remarks>
/// One word holds the state: null is idle; <see cref="Busy"/> is a turn running and nothing queued; else the head of a
/// stack of items that arrived since the owner last looked. Whoever moved the word away from null owns the turn until
/// he moves it back; only the owner touches what a derived class keeps. Nothing can be lost: an item is pushed onto a
/// word that is not null only while an owner is there, and the owner can let go only of a word without items.
/// It is its own <see cref="SynchronizationContext"/>, so that an idle activation has one object less.
/// </remarks>
internal abstract class TurnQueue : SynchronizationContext, IThreadPoolWorkItem
{
    /// <summary>Items in one go before the thread is given back, so that a flooded queue cannot keep it.</summary>
    private const int QuantumItemsMax = 128;

    private static readonly WorkItem Busy = new BusyItem();

    /// <summary>Idle, busy or the newest queued item; written by compare-and-swap alone.</summary>
    private WorkItem? _head;

    /// <summary>Items taken off <see cref="_head"/>, oldest first; touched by the owner alone.</summary>
    private WorkItem? _ready;

    private TurnScheduler? _scheduler;

    /// <summary>The task scheduler of this queue's turns.</summary>
    public TurnScheduler Scheduler
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _scheduler ?? CreateScheduler();
    }

    /// <summary>Whether the calling thread runs a turn of this queue.</summary>
    public bool IsCurrent => TurnThread.CurrentQueue == this;

    /// <summary>Takes the turn of an idle queue; false where somebody has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnter() => _head is null && Interlocked.CompareExchange(ref _head, Busy, null) is null;

    /// <summary>Gives back a turn that <see cref="TryEnter"/> took; what was queued meanwhile goes to the pool.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave()
    {
        Debug.Assert(_head is not null);
        if (_ready is not null || Interlocked.CompareExchange(ref _head, null, Busy) != Busy) Schedule();
    }

    /// <summary>Makes the item the next one to run, before all that are queued. Called by the owner.</summary>
    protected void RunNext(WorkItem item)
    {
        Debug.Assert(_head is not null);
        item.Next = _ready;
        _ready = item;
    }

    /// <summary>Queues an item; any thread.</summary>
    public void Push(WorkItem item)
    {
        var head = Volatile.Read(ref _head);
        while (true)
        {
            item.Next = head == Busy ? null : head;
            var seen = Interlocked.CompareExchange(ref _head, item, head);
            if (seen == head) break;

            head = seen;
        }

        if (head is null) Schedule();
    }

    public sealed override void Post(SendOrPostCallback d, object? state) => Push(new CallbackItem(d, state));

    public sealed override void Send(SendOrPostCallback d, object? state)
    {
        if (!IsCurrent) throw new NotSupportedException("A turn cannot be waited for synchronously.");

        d(state);
    }

    public sealed override SynchronizationContext CreateCopy() => this;

    void IThreadPoolWorkItem.Execute()
    {
        if (AmbientTask.IsSupported)
        {
            Drain();
            return;
        }

        // Without the ambient task only a real one makes the scheduler current.
        var thread = TurnThread.Current;
        thread.Queue = this;
        new Task(static queue => ((TurnQueue)queue!).Drain(), this).RunSynchronously(Scheduler);
        thread.Queue = null;
    }

    /// <summary>Called by the owner after each item, before the next one starts.</summary>
    protected virtual void OnTurnEnded()
    {
    }

    /// <summary>What an item threw; items that are requests report their own failures.</summary>
    protected abstract void OnUnhandledException(Exception exception);

    /// <summary>Gives the queue, which has an owner from now on, to a thread.</summary>
    protected abstract void Schedule();

    private void Drain()
    {
        var thread = TurnThread.Current;
        thread.RefillInlineBudget();
        ref var frame = ref thread.Enter(this, null, ExecutionContext.Capture() ?? TurnThread.CleanContext);
        bool isDrained;
        try
        {
            isDrained = RunQuantum(thread);
        }
        finally
        {
            thread.Exit(ref frame);
        }

        // Outside of the turn's contexts: another thread may run the queue before this returns.
        if (!isDrained) Schedule();
    }

    /// <summary>Runs items; true where the queue is idle afterwards and no longer ours.</summary>
    private bool RunQuantum(TurnThread thread)
    {
        for (var left = QuantumItemsMax; left > 0; left--)
        {
            if (_ready is null && !TryTakeQueued()) return true;

            var item = _ready!;
            _ready = item.Next;
            item.Next = null;
            try
            {
                item.Execute();
            }
            catch (Exception exception) // An item's failure is its own: the queue must go on.
            {
                OnUnhandledException(exception);
            }

            thread.Clean(this);
            OnTurnEnded();
        }

        return _ready is null && !TryTakeQueued();
    }

    /// <summary>Moves what is queued to <see cref="_ready"/>, oldest first; where nothing is, lets go of the turn.</summary>
    private bool TryTakeQueued()
    {
        Debug.Assert(_ready is null);
        Debug.Assert(_head is not null);
        if (_head == Busy && Interlocked.CompareExchange(ref _head, null, Busy) == Busy) return false;

        var item = Interlocked.Exchange(ref _head, Busy);
        Debug.Assert(item is not null);
        Debug.Assert(item != Busy);
        WorkItem? oldest = null;
        while (item is not null)
        {
            var next = item.Next;
            item.Next = oldest;
            oldest = item;
            item = next;
        }

        _ready = oldest;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TurnScheduler CreateScheduler()
    {
        Interlocked.CompareExchange(ref _scheduler, new TurnScheduler(this), null);
        return _scheduler;
    }

    private sealed class BusyItem : WorkItem
    {
        public override void Execute() => Debug.Fail("The busy mark is never queued.");
    }
}
