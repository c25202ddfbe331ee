namespace ShopActors.Storage;

/// <summary>What goes with the events of a commit.</summary>
/// <param name="WakeUp">What becomes of the wake-up.</param>
/// <param name="ExpiresAt">When the journal may be deleted; null leaves that as it is.</param>
/// <param name="List">The list that the journal is put on; null for none.</param>
/// <param name="Erases">Whether nothing but the state that the events lead to may stay.</param>
internal readonly record struct CommitTerms(
    WakeUp WakeUp, DateTimeOffset? ExpiresAt = null, string? List = null, bool Erases = false)
{
    /// <summary>Both, where these win.</summary>
    public CommitTerms Over(CommitTerms earlier) =>
        new(WakeUp.Over(earlier.WakeUp), ExpiresAt ?? earlier.ExpiresAt, List ?? earlier.List,
            Erases || earlier.Erases);
}
