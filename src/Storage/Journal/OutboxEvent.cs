namespace ShopActors.Storage;

/// <summary>An event for others.</summary>
/// <param name="Position">
/// Its place in the order of all events of the store: grows, with gaps, and never appears behind one that was read.
/// </param>
/// <param name="Payload">The event, a JSON value in UTF-8.</param>
public readonly record struct OutboxEvent(long Position, ReadOnlyMemory<byte> Payload);
