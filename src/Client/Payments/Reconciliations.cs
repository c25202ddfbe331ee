namespace ShopActors.Client;

/// <summary>The latest reconciliations.</summary>
public sealed record Reconciliations : ShopResource
{
    /// <summary>The reconciliations, the latest first.</summary>
    public required IReadOnlyList<Reconciliation> Items { get; init; }
}
