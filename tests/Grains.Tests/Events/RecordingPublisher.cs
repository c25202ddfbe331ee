using System.Collections.Concurrent;

namespace ShopActors.Grains.Tests.Events;

/// <summary>A broker that keeps what it gets, and that can be away or refuse events.</summary>
internal sealed class RecordingPublisher : IEventPublisher
{
    private readonly ConcurrentQueue<OutboxMessage> _taken = new();

    public string Name => "broker";

    public bool IsAway { get; set; }

    public Predicate<OutboxMessage> Refuses { get; set; } = static _ => false;

    public int Calls { get; private set; }

    public IReadOnlyList<OutboxMessage> Taken => [.. _taken];

    public Task<IReadOnlyList<RefusedEvent>> PublishAsync(
        IReadOnlyList<OutboxMessage> events, CancellationToken cancellationToken)
    {
        Calls++;
        if (IsAway) throw new IOException("The broker is away.");
        foreach (var e in events.Where(e => !Refuses(e))) _taken.Enqueue(e);
        return Task.FromResult<IReadOnlyList<RefusedEvent>>(
            [.. events.Where(e => Refuses(e)).Select(e => new RefusedEvent(e, "too large"))]);
    }
}
