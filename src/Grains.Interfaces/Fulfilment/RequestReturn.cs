using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Asks to send goods back.</summary>
/// <param name="Lines">What is to come back.</param>
/// <param name="Reason">Why; null if not told.</param>
[GenerateSerializer, Immutable, Alias("shop.request-return")]
public sealed record RequestReturn(ImmutableArray<OrderUnits> Lines, string? Reason = null);
