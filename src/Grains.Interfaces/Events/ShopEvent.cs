namespace ShopActors;

/// <summary>
/// An event for others, as the outbox keeps it. A delivery is a CloudEvents 1.0 envelope around it
/// (docs/events.md).
/// </summary>
/// <typeparam name="TData">What happened.</typeparam>
/// <param name="Type">The type with its version, such as <c>shop.order.confirmed.v1</c>.</param>
/// <param name="Subject">The id of the order, cart, SKU, customer or product.</param>
/// <param name="Time">When it was decided.</param>
/// <param name="Sequence">The event's number among all of its subject, from 1 without gaps.</param>
/// <param name="Data">What happened.</param>
public sealed record ShopEvent<TData>(string Type, string Subject, DateTimeOffset Time, long Sequence, TData Data)
    where TData : ShopEventData;
