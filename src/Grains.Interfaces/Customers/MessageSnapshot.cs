using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The messages of a kind that a customer was sent.</summary>
/// <param name="Kind">What they are for.</param>
/// <param name="RequestedAt">When the latest were asked for, oldest first.</param>
[GenerateSerializer, Immutable, Alias("shop.customer-messages")]
public sealed record MessageSnapshot(MessageKind Kind, ImmutableArray<DateTimeOffset> RequestedAt);
