namespace ShopActors.Client;

/// <summary>A promotion.</summary>
public sealed record Promotion : ShopResource
{
    /// <summary>The promotion's id.</summary>
    public required string Id { get; init; }

    /// <summary>The name that shoppers see.</summary>
    public required string Name { get; init; }

    /// <summary>The coupon code that brings it; null if it applies by itself.</summary>
    public string? Code { get; init; }

    /// <summary>What it does.</summary>
    public required PromotionKind Kind { get; init; }

    /// <summary>The percentage, or the fixed amount in minor units.</summary>
    public decimal? Value { get; init; }

    /// <summary>The currency of a fixed amount.</summary>
    public string? Currency { get; init; }

    /// <summary>How many units are paid.</summary>
    public int? Buy { get; init; }

    /// <summary>How many further units are free.</summary>
    public int? Get { get; init; }

    /// <summary>The least sum of the lines it is for.</summary>
    public Money? MinimumAmount { get; init; }

    /// <summary>The SKUs it is for; with no categories either, all products.</summary>
    public required IReadOnlyList<string> Skus { get; init; }

    /// <summary>The categories it is for.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>When it begins.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>When it ends by itself.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>How many orders may use it.</summary>
    public long? UsageLimit { get; init; }

    /// <summary>How many orders of one customer may use it; guests cannot then.</summary>
    public long? UsageLimitPerCustomer { get; init; }

    /// <summary>How many orders have used it or are about to; null without a limit, and in lists.</summary>
    public long? Used { get; init; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When an operator ended it.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
