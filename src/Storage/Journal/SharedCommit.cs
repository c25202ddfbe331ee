namespace ShopActors.Storage;

/// <summary>
/// A request that waits for the commit that it shares with others. Continuations run elsewhere: the writer only writes.
/// </summary>
internal abstract class SharedCommit() : TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>How many requests share the commit. Set by the writer before it answers.</summary>
    public int BatchSize { get; set; }
}
