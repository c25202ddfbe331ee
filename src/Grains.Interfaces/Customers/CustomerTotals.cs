using System.Collections.Immutable;

namespace ShopActors;

/// <summary>What a customer has bought: the confirmed orders, also those that were refunded since.</summary>
[GenerateSerializer, Immutable, Alias("shop.customer-totals")]
public sealed record CustomerTotals
{
    /// <summary>The number of orders.</summary>
    [Id(0)]
    public long Orders { get; init; }

    /// <summary>What was captured and not refunded, for each currency of the orders, in their order.</summary>
    [Id(1)]
    public ImmutableArray<Money> Spent { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The order that was placed last; null without orders.</summary>
    [Id(2)]
    public OrderId? LastOrder { get; init; }

    /// <summary>When the last order was placed; null without orders.</summary>
    [Id(3)]
    public DateTimeOffset? LastOrderAt { get; init; }
}
