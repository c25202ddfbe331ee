namespace ShopActors.Storage.Postgres;

/// <summary>A read that waits for its batch.</summary>
internal sealed class PendingRead(JournalId id)
    : TaskCompletionSource<JournalContent>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public JournalId Id => id;
}
