namespace ShopActors.Storage.Postgres;

/// <summary>A read that waits for its batch.</summary>
/// <param name="id">The journal.</param>
/// <param name="isPosition">Whether only the version and the writer are wanted.</param>
internal sealed class PendingRead(JournalId id, bool isPosition)
    : TaskCompletionSource<JournalContent>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public JournalId Id => id;

    public bool IsPosition => isPosition;
}
