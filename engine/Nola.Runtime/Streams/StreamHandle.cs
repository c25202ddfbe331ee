using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Nola.Runtime.Streams;

/// <summary>A subscription of the calling grain or client. It can be stored and used by a later activation.</summary>
[GenerateSerializer]
internal sealed class StreamHandle<T> : StreamSubscriptionHandle<T>
{
    [NonSerialized]
    private readonly StreamRuntime? _runtime;

    public StreamHandle(
        StreamRuntime? runtime, string providerName, StreamId streamId, Guid handleId, bool isImplicit)
    {
        _runtime = runtime;
        Provider = providerName;
        Stream = streamId;
        Id = handleId;
        IsImplicit = isImplicit;
    }

    private StreamHandle()
    {
    }

    [Id(0)]
    public string Provider { get; private set; } = string.Empty;

    [Id(1)]
    public StreamId Stream { get; private set; }

    [Id(2)]
    public Guid Id { get; private set; }

    [Id(3)]
    public bool IsImplicit { get; private set; }

    public override StreamId StreamId => Stream;

    public override string ProviderName => Provider;

    public override Guid HandleId => Id;

    private StreamRuntime Runtime => _runtime
        ?? RuntimeContext.Current?.ActivationServices.GetRequiredService<StreamRuntime>()
        ?? throw new InvalidOperationException("A stored handle is used within a grain.");

    public override Task UnsubscribeAsync()
    {
        var runtime = Runtime;
        runtime.GetConsumer().Detach(Id);
        return IsImplicit ? Task.CompletedTask : runtime.GetHub(Provider, Stream).Unsubscribe(Id);
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token = null) => Resume(new ItemHandler<T>(observer), token);

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncBatchObserver<T> observer, StreamSequenceToken? token = null) => Resume(new BatchHandler<T>(observer), token);

    public override bool Equals(StreamSubscriptionHandle<T>? other) =>
        other is not null && HandleId == other.HandleId && StreamId == other.StreamId;

    private async Task<StreamSubscriptionHandle<T>> Resume(IStreamHandler handler, StreamSequenceToken? token)
    {
        var runtime = Runtime;
        runtime.GetConsumer().Attach(Id, handler);
        if (token is not null) await runtime.GetHub(Provider, Stream).Rewind(Provider, Stream, Id, token);
        return new StreamHandle<T>(runtime, Provider, Stream, Id, IsImplicit);
    }
}
