using System.Diagnostics;

namespace ShopActors.Storage.Postgres;

/// <summary>An append that waits for its batch. It can be cancelled until a batch takes it.</summary>
internal sealed class PendingAppend : SharedCommit
{
    private const int Queued = 0;
    private const int Taken = 1;
    private const int Cancelled = 2;

    private readonly CancellationTokenRegistration _registration;

    // Changes once: by the writer that takes the append, or by the caller that cancels it.
    private int _state;

    public PendingAppend(JournalAppend append, CancellationToken cancellationToken)
    {
        Append = append;
        Bytes = append.Snapshot.Length;
        foreach (var e in append.Events)
        {
            Bytes += e.Length;
        }

        if (cancellationToken.CanBeCanceled)
        {
            _registration = cancellationToken.UnsafeRegister(
                static (self, token) => ((PendingAppend)self!).Cancel(token), this);
        }
    }

    public JournalAppend Append { get; }

    /// <summary>The span of the append; default if there are no traces.</summary>
    public ActivityContext Span { get; } = Activity.Current?.Context ?? default;

    /// <summary>The size of the append's content.</summary>
    public long Bytes { get; }

    /// <summary>Returns false if the caller has cancelled it.</summary>
    public bool TryTake()
    {
        _registration.Unregister();
        return Interlocked.CompareExchange(ref _state, Taken, Queued) == Queued;
    }

    public void Fail(JournalStoreException failure) =>
        TrySetException(new JournalStoreException(failure.Failure, failure.Message));

    private void Cancel(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _state, Cancelled, Queued) == Queued) TrySetCanceled(cancellationToken);
    }
}
