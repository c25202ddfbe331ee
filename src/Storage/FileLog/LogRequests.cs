namespace ShopActors.Storage.FileLog;

/// <summary>What callers hand to the writer thread. Completions run elsewhere: the thread only writes.</summary>
internal interface ILogRequest
{
    JournalId Id { get; }

    void Fail(Exception exception);
}

internal sealed class AppendRequest(JournalAppend append)
    : TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously), ILogRequest
{
    public JournalAppend Append => append;

    public JournalId Id => append.Id;

    public void Fail(Exception exception) => TrySetException(exception);
}

internal sealed class ClaimRequest(JournalId id, Func<JournalId, JournalContent?> read)
    : TaskCompletionSource<JournalContent>(TaskCreationOptions.RunContinuationsAsynchronously), ILogRequest,
        IThreadPoolWorkItem
{
    public JournalId Id => id;

    /// <summary>The epoch that the writer gave to the claim.</summary>
    public long Epoch { get; set; }

    /// <summary>
    /// Answers the claim. A journal that was never written holds nothing; any other is read, which the writer must not
    /// wait for.
    /// </summary>
    public void Grant(bool isWritten)
    {
        if (isWritten) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        else TrySetResult(Empty());
    }

    public void Fail(Exception exception) => TrySetException(exception);

    void IThreadPoolWorkItem.Execute()
    {
        try
        {
            // A later claim may have come in between; this one keeps its own epoch and will be refused.
            TrySetResult((read(id) ?? Empty()) with { OwnerEpoch = Epoch });
        }
        catch (Exception e)
        {
            TrySetException(e);
        }
    }

    private JournalContent Empty() => new(0, Epoch, 0, default, [], null);
}
