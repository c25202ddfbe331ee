namespace ShopActors.Storage;

/// <summary>The options of a commit beside its events.</summary>
/// <param name="WakeUp">The change of the wake-up.</param>
/// <param name="ExpiresAt">When the journal may be deleted; null keeps the present time.</param>
/// <param name="List">The list to put the journal on; null for none.</param>
/// <param name="Erases">Whether the store may keep only the state after these events.</param>
internal readonly record struct CommitTerms(
    WakeUp WakeUp, DateTimeOffset? ExpiresAt = null, string? List = null, bool Erases = false)
{
    /// <summary>Combines two commits; where both set something, this one wins.</summary>
    public CommitTerms Over(CommitTerms earlier) =>
        new(WakeUp.Over(earlier.WakeUp), ExpiresAt ?? earlier.ExpiresAt, List ?? earlier.List,
            Erases || earlier.Erases);
}
