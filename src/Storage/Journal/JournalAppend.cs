namespace ShopActors.Storage;

/// <summary>One atomic change of a journal: all of it becomes durable, or none of it.</summary>
/// <param name="Id">The journal.</param>
/// <param name="ExpectedVersion">The version that the writer has seen; any other refuses the append.</param>
/// <param name="OwnerEpoch">The epoch that the writer's claim returned; any other refuses the append.</param>
/// <param name="Events">The events to add. None is allowed, for a change of the snapshot or the wake-up alone.</param>
/// <param name="Snapshot">The state after <paramref name="Events"/>, which replaces all that came before; empty for none.</param>
/// <param name="WakeUp">What becomes of the wake-up.</param>
public sealed record JournalAppend(
    JournalId Id,
    long ExpectedVersion,
    long OwnerEpoch,
    IReadOnlyList<ReadOnlyMemory<byte>> Events,
    ReadOnlyMemory<byte> Snapshot,
    WakeUp WakeUp)
{
    /// <summary>
    /// Whether others act on the append before it is durable, which is safe where <see cref="IJournalStore.IsOrdered"/>.
    /// </summary>
    public bool IsReliedOn { get; init; }

    /// <summary>The version after the append.</summary>
    public long NewVersion => ExpectedVersion + Events.Count;

    /// <summary>Throws where the append changes nothing or is not well formed: that is a bug of the caller.</summary>
    internal void Validate()
    {
        if (Id.IsDefault || Events is null || ExpectedVersion < 0)
        {
            throw new ArgumentException("The append names no journal, no events or a negative version.");
        }

        if (Events.Count == 0 && Snapshot.IsEmpty && WakeUp.IsKeep)
        {
            throw new ArgumentException($"The append to '{Id}' changes nothing.");
        }
    }
}
