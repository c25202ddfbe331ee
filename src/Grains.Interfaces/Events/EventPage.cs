using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Events in order.</summary>
/// <param name="Events">The events.</param>
/// <param name="Position">How far the events were read.</param>
/// <param name="IsLast">Whether there was nothing behind the position.</param>
[GenerateSerializer, Immutable, Alias("shop.event-page")]
public sealed record EventPage(
    [property: Id(0)] ImmutableArray<PublishedEvent> Events,
    [property: Id(1)] long Position,
    [property: Id(2)] bool IsLast);
