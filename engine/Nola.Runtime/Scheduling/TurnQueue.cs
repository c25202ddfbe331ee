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

    /// <summary>The same where the thread has other things to do.</summary>
    private const int ShortQuantumItemsMax = 4;

    /// <summary>Looks at a busy queue before it is given up: together about a microsecond.</summary>
    private const int EnterLooksMax = 24;

    private static readonly WorkItem Busy = new BusyItem();
    private static readonly bool HasOtherProcessors = Environment.ProcessorCount > 1;

    /// <summary>Idle, busy or the newest queued item; written by compare-and-swap alone.</summary>
    private WorkItem? _head;

    /// <summary>Items taken off <see cref="_head"/>, oldest first; touched by the owner alone.</summary>
    private WorkItem? _ready;

    private TurnScheduler? _scheduler;

    /// <summary>Whether the queue waits for a thread; written by who gives it to the pool and by the thread. A hint.</summary>
    private bool _isScheduled;

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

    /// <summary>Waits a moment for the end of a turn that another thread runs. Not for one of the caller's own stack.</summary>
    public bool TryEnterSoon()
    {
        if (!HasOtherProcessors) return false;

        for (var left = EnterLooksMax; left > 0 && !Volatile.Read(ref _isScheduled); left--)
        {
            Thread.SpinWait(1);
            if (TryEnter()) return true;
        }

        return false;
    }

    /// <summary>Gives back a turn that <see cref="TryEnter"/> took; what was queued meanwhile goes to the pool.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave()
    {
        Debug.Assert(_head is not null);
        if (_ready is not null || Interlocked.CompareExchange(ref _head, null, Busy) != Busy) GiveAway();
    }

    /// <summary>
    /// Runs what was queued since <see cref="TryEnter"/> took the turn, on the calling thread, and gives the turn back.
    /// Saves what is queued for its caller's sake the way through the pool.
    /// </summary>
    public void RunAndLeave()
    {
        if (_ready is null && Interlocked.CompareExchange(ref _head, null, Busy) == Busy) return;

        var thread = TurnThread.Current;
        if (AmbientTask.IsSupported && thread.Depth < TurnThread.InlineDepthMax) Drain(thread, ShortQuantumItemsMax);
        else GiveAway();
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

        if (head is null) GiveAway();
    }

    public sealed override void Post(SendOrPostCallback d, object? state) => Push(CallbackItem.Rent(d, state));

    public sealed override void Send(SendOrPostCallback d, object? state)
    {
        if (!IsCurrent) throw new NotSupportedException("A turn cannot be waited for synchronously.");

        d(state);
    }

    public sealed override SynchronizationContext CreateCopy() => this;

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _isScheduled, false);
        if (AmbientTask.IsSupported)
        {
            TurnThread.Current.RefillInlineBudget();
            Drain(TurnThread.Current, QuantumItemsMax);
            return;
        }

        // Without the ambient task only a real one makes the scheduler current.
        var thread = TurnThread.Current;
        thread.Queue = this;
        new Task(static queue => ((TurnQueue)queue!).Drain(TurnThread.Current, QuantumItemsMax), this).RunSynchronously(Scheduler);
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

    private void GiveAway()
    {
        Volatile.Write(ref _isScheduled, true);
        Schedule();
    }

    private void Drain(TurnThread thread, int itemsMax)
    {
        ref var frame = ref thread.Enter(this, null, ExecutionContext.Capture() ?? TurnThread.CleanContext);
        bool isDrained;
        try
        {
            isDrained = RunQuantum(thread, itemsMax);
        }
        finally
        {
            thread.Exit(ref frame);
        }

        // Outside of the turn's contexts: another thread may run the queue before this returns.
        if (!isDrained) GiveAway();
    }

    /// <summary>Runs items; true where the queue is idle afterwards and no longer ours.</summary>
    private bool RunQuantum(TurnThread thread, int itemsMax)
    {
        for (var left = itemsMax; left > 0; left--)
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
