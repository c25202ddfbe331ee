namespace ShopActors;

/// <summary>What a SKU's stock offers one buyer.</summary>
[GenerateSerializer, Immutable, Alias("shop.stock-offer")]
internal sealed record StockOffer
{
    public static StockOffer None { get; } = new() { Available = 0 };

    /// <summary>The units that the buyer can order now: available ones, and those that the buyer holds.</summary>
    [Id(0)]
    public required long Available { get; init; }

    /// <summary>The units that others hold until a deadline.</summary>
    [Id(1)]
    public long Held { get; init; }

    /// <summary>The time until the first of those deadlines.</summary>
    [Id(2)]
    public TimeSpan? NextExpiry { get; init; }
}
