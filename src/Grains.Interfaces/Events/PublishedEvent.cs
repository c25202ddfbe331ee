using System.Collections.Immutable;

namespace ShopActors;

/// <summary>An event at its position.</summary>
/// <param name="Position">The position, which is its id as well (<see cref="EventIds"/>).</param>
/// <param name="Subject">What it is about.</param>
/// <param name="CloudEvent">The event as a CloudEvents envelope, JSON in UTF-8.</param>
[GenerateSerializer, Immutable, Alias("shop.published-event")]
public sealed record PublishedEvent(
    [property: Id(0)] long Position,
    [property: Id(1)] string Subject,
    [property: Id(2)] ImmutableArray<byte> CloudEvent);
