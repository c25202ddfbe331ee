using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Events of a stream that were read together.</summary>
/// <param name="Previous">
/// The position up to which a subscriber has the stream's events if it has missed none. A subscriber that has come less
/// far has a gap, and reads the outbox.
/// </param>
/// <param name="Position">The position that the subscriber has reached with it.</param>
/// <param name="Events">
/// The events, in order. A repeated batch may overlap with earlier ones. One without events tells that the area has
/// become quiet.
/// </param>
[GenerateSerializer, Immutable, Alias("shop.event-batch")]
public sealed record EventBatch(
    [property: Id(0)] long Previous,
    [property: Id(1)] long Position,
    [property: Id(2)] ImmutableArray<OutboxMessage> Events);
