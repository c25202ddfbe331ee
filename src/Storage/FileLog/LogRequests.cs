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

internal sealed class ClaimRequest(JournalId id)
    : TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously), ILogRequest
{
    public JournalId Id => id;

    /// <summary>The epoch that the writer gave to the claim.</summary>
    public long Epoch { get; set; }

    public void Fail(Exception exception) => TrySetException(exception);
}
