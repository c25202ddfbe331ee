using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Records that goods came back.</summary>
/// <param name="Lines">What came; empty for all that was asked for, to be sold again.</param>
/// <param name="IsRefunded">Whether the buyer gets the price of these units back.</param>
[GenerateSerializer, Immutable, Alias("shop.receive-return")]
public sealed record ReceiveReturn(ImmutableArray<OrderUnits> Lines, bool IsRefunded);
