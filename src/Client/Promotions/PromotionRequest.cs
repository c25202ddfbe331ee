namespace ShopActors.Client;

/// <summary>A promotion to add.</summary>
public sealed record PromotionRequest
{
    /// <summary>The name that shoppers see.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public required PromotionKind Kind { get; init; }

    /// <summary>
    /// The percentage, with up to two decimals, or the fixed amount in minor units; null for the other kinds.
    /// </summary>
    public decimal? Value { get; init; }

    /// <summary>The coupon code that brings it; if it is null, it applies by itself.</summary>
    public string? Code { get; init; }

    /// <summary>The currency of a fixed amount; EUR if null.</summary>
    public string? Currency { get; init; }

    /// <summary>How many units are paid, for <c>buy_x_get_y</c>.</summary>
    public int? Buy { get; init; }

    /// <summary>How many further units are free, for <c>buy_x_get_y</c>.</summary>
    public int? Get { get; init; }

    /// <summary>The least sum of the lines it is for.</summary>
    public Money? MinimumAmount { get; init; }

    /// <summary>The SKUs it is for; with no categories either, all products.</summary>
    public IReadOnlyList<string>? Skus { get; init; }

    /// <summary>The categories it is for.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>When it begins; at once if null.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>When it ends by itself.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>How many orders may use it.</summary>
    public long? UsageLimit { get; init; }

    /// <summary>How many orders of one customer may use it; guests cannot then.</summary>
    public long? UsageLimitPerCustomer { get; init; }
}
