namespace ShopActors.Client;

/// <summary>A promotion's effect.</summary>
public sealed record Discount
{
    /// <summary>The promotion.</summary>
    public required string PromotionId { get; init; }

    /// <summary>The name that shoppers see.</summary>
    public required string Name { get; init; }

    /// <summary>The coupon that brought it; null if it applies by itself.</summary>
    public string? Code { get; init; }

    /// <summary>What is saved.</summary>
    public required Money Amount { get; init; }
}
