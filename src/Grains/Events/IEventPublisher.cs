namespace ShopActors;

/// <summary>Hands events to a broker.</summary>
public interface IEventPublisher
{
    /// <summary>The name of its subscription, such as <c>kafka</c>: lower-case letters.</summary>
    string Name { get; }

    /// <summary>
    /// Hands over events; completes when the broker has confirmed each of them. The events of one subject arrive in
    /// this order. Whatever is thrown, the same events are handed over again later.
    /// </summary>
    /// <returns>The events that the broker will never take; they are parked.</returns>
    Task<IReadOnlyList<RefusedEvent>> PublishAsync(
        IReadOnlyList<OutboxMessage> events, CancellationToken cancellationToken);
}
