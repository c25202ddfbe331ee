namespace ShopActors.Storage;

/// <summary>What a commit has beside its events.</summary>
/// <param name="WakeUp">The change of the wake-up.</param>
/// <param name="Sequence">The number of events for others that the journal has ever had, with these.</param>
/// <param name="Outgoing">The events for others; null for none.</param>
/// <param name="ExpiresAt">When the journal may be deleted; null keeps the present time.</param>
/// <param name="List">The list to put the journal on; null for none.</param>
/// <param name="Erases">Whether the store may keep only the state after these events.</param>
internal readonly record struct CommitTerms(
    WakeUp WakeUp,
    long Sequence,
    IReadOnlyList<ReadOnlyMemory<byte>>? Outgoing = null,
    DateTimeOffset? ExpiresAt = null,
    string? List = null,
    bool Erases = false)
{
    /// <summary>Combines two commits; where both set something, this one wins.</summary>
    public CommitTerms Over(CommitTerms earlier) => new(
        WakeUp.Over(earlier.WakeUp),
        Sequence,
        Join(earlier.Outgoing, Outgoing),
        ExpiresAt ?? earlier.ExpiresAt,
        List ?? earlier.List,
        Erases || earlier.Erases);

    private static IReadOnlyList<ReadOnlyMemory<byte>>? Join(
        IReadOnlyList<ReadOnlyMemory<byte>>? earlier, IReadOnlyList<ReadOnlyMemory<byte>>? later)
    {
        if (earlier is null || later is null) return earlier ?? later;
        return [.. earlier, .. later];
    }
}
