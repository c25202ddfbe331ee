namespace ShopActors;

/// <summary>An event that a broker will never take.</summary>
/// <param name="Event">The event.</param>
/// <param name="Reason">Why, for the operator.</param>
public sealed record RefusedEvent(OutboxMessage Event, string Reason);
