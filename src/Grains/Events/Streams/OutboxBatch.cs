using Orleans.Providers.Streams.Common;
using Orleans.Runtime;
using Orleans.Streams;

namespace ShopActors;

/// <summary>What the pulling agent delivers: one <see cref="EventBatch"/> of one stream.</summary>
/// <param name="stream">The stream.</param>
/// <param name="batch">The events.</param>
/// <param name="token">
/// Its place in the agent's cache: grows with every batch, also when earlier events are read again.
/// </param>
/// <param name="start">Counts the replays of the subscription.</param>
[GenerateSerializer, Immutable, Alias("shop.outbox-batch")]
internal sealed class OutboxBatch(StreamId stream, EventBatch batch, EventSequenceTokenV2 token, long start)
    : IBatchContainer
{
    [Id(0)]
    public StreamId StreamId { get; } = stream;

    [Id(1)]
    public EventBatch Batch { get; } = batch;

    [Id(2)]
    public StreamSequenceToken SequenceToken { get; } = token;

    [Id(3)]
    public long Start { get; } = start;

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() =>
        Batch is T item ? [Tuple.Create(item, SequenceToken)] : [];

    public bool ImportRequestContext() => false;
}
