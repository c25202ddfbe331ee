using System.Collections.Immutable;

namespace ShopActors;

/// <summary>A promotion's effect on a cart.</summary>
[GenerateSerializer, Immutable, Alias("shop.discount")]
public sealed record Discount
{
    /// <summary>The promotion.</summary>
    [Id(0)]
    public required PromotionId Promotion { get; init; }

    /// <summary>Its name when it was applied.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>The coupon code that brought it; null if it applies by itself.</summary>
    [Id(2)]
    public string? Code { get; init; }

    /// <summary>What is saved, on lines and shipping.</summary>
    [Id(3)]
    public required Money Amount { get; init; }

    /// <summary>What is saved on each line, in the order of the lines; empty if only shipping is cheaper.</summary>
    [Id(4)]
    public ImmutableArray<Money> Lines { get; init; } = [];

    /// <summary>How many orders may use the promotion; null for any number.</summary>
    [Id(5)]
    public long? UsageLimit { get; init; }

    /// <summary>How many orders of one customer may use it; null for any number.</summary>
    [Id(6)]
    public long? UsageLimitPerCustomer { get; init; }
}
