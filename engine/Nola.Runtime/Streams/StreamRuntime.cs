using System.Text;
using Nola.Runtime.Activation;
using Nola.Runtime.Observers;

namespace Nola.Runtime.Streams;

/// <summary>What the streams of a host share: the way to their hubs, and the consumer of the calling code.</summary>
internal sealed class StreamRuntime
{
    private readonly ActivationHost _host;
    private readonly ImplicitSubscriptions _implicit;
    private readonly Lazy<(StreamConsumer Consumer, GrainId Id)> _client;

    public StreamRuntime(ActivationHost host, ImplicitSubscriptions implicitSubscriptions)
    {
        _host = host;
        _implicit = implicitSubscriptions;
        host.Extensions.Add<IStreamConsumerExtension>(
            activation => new StreamConsumer(() => activation.GrainInstance, this));
        _client = new(() =>
        {
            var consumer = new StreamConsumer(static () => null, this);
            return (consumer, host.Observers.Create(consumer, typeof(IStreamConsumerExtension)).GrainId);
        });
    }

    public IStreamHubGrain GetHub(string providerName, StreamId streamId)
    {
        // The lengths keep names apart that would run into each other.
        var stream = streamId.FullKey.Span;
        var prefix = Encoding.UTF8.GetBytes($"{providerName}/{streamId.Namespace.Length}/");
        var key = new byte[prefix.Length + stream.Length];
        prefix.CopyTo(key, 0);
        stream.CopyTo(key.AsSpan(prefix.Length));
        return (IStreamHubGrain)(object)_host.References.Create(typeof(IStreamHubGrain), new IdSpan(key));
    }

    /// <summary>The consumer of the grain whose turn the thread runs, else the one of the client.</summary>
    public StreamConsumer GetConsumer() => Current is { } activation
        ? (StreamConsumer)_host.Extensions.Get(activation, typeof(IStreamConsumerExtension))
        : _client.Value.Consumer;

    public GrainId GetConsumerId() => Current?.GrainId ?? _client.Value.Id;

    /// <summary>The implicit subscription of the calling grain to the stream, or null.</summary>
    public Guid? FindImplicit(StreamId streamId) =>
        Current is { } activation ? _implicit.Find(activation, streamId) : null;

    /// <summary>Copies of events, which wait for their delivery while the producer goes on.</summary>
    public object?[] Isolate(object?[] items)
    {
        using var context = _host.Codecs.GetCopyContext();
        return Array.ConvertAll(items, item => item is null ? null : context.CopyByRuntimeType(item));
    }

    public Guid NewId() => _host.NewId();

    private static GrainActivation? Current =>
        RuntimeContext.Current is GrainActivation activation and not ObserverTarget ? activation : null;
}
