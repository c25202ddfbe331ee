using Microsoft.Extensions.Options;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The ways out that are configured: the brokers, and the shop's streams.</summary>
internal sealed class EventOutlets(
    IEnumerable<IEventPublisher> publishers, IOptions<EventOptions> options, IJournalStore store)
{
    private readonly Dictionary<string, IEventPublisher> _publishers = publishers.ToDictionary(p => p.Name);

    /// <summary>The names of all, in order.</summary>
    public IReadOnlyList<string> Names { get; } =
    [
        .. publishers.Select(publisher => publisher.Name)
            .Concat(options.Value.Streams.Enabled ? [ShopStreams.Provider] : Array.Empty<string>())
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The names of those that the outbox's service has to advance.</summary>
    public IEnumerable<string> Brokers => _publishers.Keys;

    public IEventPublisher? FindPublisher(string name) => _publishers.GetValueOrDefault(name);

    /// <summary>The position that every way out has reached, so that events up to it may be deleted.</summary>
    public async Task<long> ReadReachedAsync(CancellationToken cancellationToken)
    {
        var reached = long.MaxValue;
        foreach (var name in Names)
        {
            var id = new JournalId($"{SubscriptionGrain.TypeName}/{name}");
            var content = await store.ReadAsync(id, cancellationToken).ConfigureAwait(false);
            reached = Math.Min(reached, content.ToState<SubscriptionState, SubscriptionEvent>(name).Position);
        }

        return reached;
    }
}
