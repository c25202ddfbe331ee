using Orleans.Providers.Streams.Common;
using Orleans.Runtime;
using Orleans.Streams;

namespace ShopActors;

/// <summary>What the pulling agent delivers: one <see cref="EventBatch"/> of one stream.</summary>
[GenerateSerializer, Immutable, Alias("shop.outbox-batch")]
internal sealed class OutboxBatch(StreamId stream, EventBatch batch) : IBatchContainer
{
    [Id(0)]
    public StreamId StreamId { get; } = stream;

    [Id(1)]
    public EventBatch Batch { get; } = batch;

    public StreamSequenceToken SequenceToken => new EventSequenceTokenV2(Batch.Position);

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() =>
        Batch is T item ? [Tuple.Create(item, SequenceToken)] : [];

    public bool ImportRequestContext() => false;
}
