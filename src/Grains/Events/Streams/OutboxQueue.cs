using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Metadata;
using Orleans.Providers.Streams.Common;
using Orleans.Runtime;
using Orleans.Streams;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The outbox as the one queue of the shop's streams (docs/adr/0016-ways-out.md): what is in it is what was published.
/// Orleans gives the queue to one silo, and to another when that one dies.
/// </summary>
internal sealed class OutboxQueue(
    IJournalStore store,
    IGrainFactory grains,
    Func<StreamInterest> interest,
    TimeProvider time,
    EventOptions options,
    ILoggerFactory logging)
    : IQueueAdapterFactory, IQueueAdapter
{
    private readonly HashRingBasedStreamQueueMapper _mapper =
        new(new HashRingStreamQueueMapperOptions { TotalQueueCount = 1 }, ShopStreams.Provider);

    private readonly SimpleQueueAdapterCache _cache = new(new SimpleQueueCacheOptions(), ShopStreams.Provider, logging);

    public string Name => ShopStreams.Provider;

    /// <summary>A subscriber that wants more than the cache has reads the outbox.</summary>
    public bool IsRewindable => false;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    public static IQueueAdapterFactory Create(IServiceProvider services, string name) => new OutboxQueue(
        services.GetRequiredService<IJournalStore>(),
        services.GetRequiredService<IGrainFactory>(),
        () => StreamInterest.Of(
            services.GetRequiredService<GrainBindingsResolver>(),
            services.GetServices<IStreamNamespacePredicateProvider>()),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<IOptions<EventOptions>>().Value,
        services.GetRequiredService<ILoggerFactory>());

    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(this);

    public IQueueAdapterCache GetQueueAdapterCache() => _cache;

    public IStreamQueueMapper GetStreamQueueMapper() => _mapper;

    // A subscriber that failed for too long finds the gap in its next batch.
    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) =>
        Task.FromResult<IStreamFailureHandler>(new NoOpStreamDeliveryFailureHandler());

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => new OutboxReceiver(
        store,
        grains.GetGrain<ISubscriptionGrain>(ShopStreams.Provider),
        interest(),
        time,
        options.Streams.PerSubject);

    public Task QueueMessageBatchAsync<T>(
        StreamId streamId,
        IEnumerable<T> events,
        StreamSequenceToken? token,
        Dictionary<string, object>? requestContext) =>
        throw new NotSupportedException("An event is published by the append that makes it true.");
}
