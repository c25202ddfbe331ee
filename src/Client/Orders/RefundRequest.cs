namespace ShopActors.Client;

/// <summary>What to refund: an amount, or what was paid for units and the shipping.</summary>
public sealed record RefundRequest
{
    /// <summary>The amount; if all is null, everything that is not yet refunded.</summary>
    public Money? Amount { get; init; }

    /// <summary>The units whose price to refund.</summary>
    public IReadOnlyList<OrderUnits>? Lines { get; init; }

    /// <summary>Whether to refund the shipping.</summary>
    public bool? Shipping { get; init; }
}
