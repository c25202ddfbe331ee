namespace ShopActors.Client;

/// <summary>A difference and its reason.</summary>
public sealed record AdjustStockRequest
{
    /// <summary>
    /// The number of units, not 0: positive for <c>received</c> and <c>returned</c>, negative for <c>written_off</c>.
    /// </summary>
    public required long Delta { get; init; }

    /// <summary>The reason.</summary>
    public required AdjustmentReason Reason { get; init; }
}
