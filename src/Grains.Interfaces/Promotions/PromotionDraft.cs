using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The terms of a promotion, which never change: to change them, end it and add another.</summary>
[GenerateSerializer, Immutable, Alias("shop.promotion-draft")]
public sealed record PromotionDraft
{
    /// <summary>The name that shoppers see.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>The code that brings it; null if it applies by itself.</summary>
    [Id(1)]
    public CouponCode? Code { get; init; }

    /// <summary>What it does.</summary>
    [Id(2)]
    public required PromotionKind Kind { get; init; }

    /// <summary>The share of <see cref="PromotionKind.Percentage"/>, in hundredths of a percent; otherwise 0.</summary>
    [Id(3)]
    public int Share { get; init; }

    /// <summary>The amount of <see cref="PromotionKind.Fixed"/>; otherwise null.</summary>
    [Id(4)]
    public Money? Amount { get; init; }

    /// <summary>How many units are paid in <see cref="PromotionKind.BuyXGetY"/>; otherwise 0.</summary>
    [Id(5)]
    public int Buy { get; init; }

    /// <summary>How many further units are free in <see cref="PromotionKind.BuyXGetY"/>; otherwise 0.</summary>
    [Id(6)]
    public int Get { get; init; }

    /// <summary>The least sum of the lines it is for, before discounts; null for none.</summary>
    [Id(7)]
    public Money? Minimum { get; init; }

    /// <summary>The SKUs it is for; with <see cref="Categories"/> empty, all products.</summary>
    [Id(8)]
    public ImmutableArray<Sku> Skus { get; init; } = [];

    /// <summary>The categories it is for.</summary>
    [Id(9)]
    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>When it begins; null for at once.</summary>
    [Id(10)]
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>When it ends; null for not by itself.</summary>
    [Id(11)]
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>How many orders may use it; null for any number.</summary>
    [Id(12)]
    public long? UsageLimit { get; init; }

    /// <summary>How many orders of one customer may use it; null for any number. Guests cannot use it then.</summary>
    [Id(13)]
    public long? UsageLimitPerCustomer { get; init; }
}
