using System.Net;
using Nola.Runtime.Networking;
using Nola.Runtime.Tests.Networking;

namespace Nola.Runtime.Tests.Messaging;

/// <summary>A network in which a test holds up what one side writes, and breaks connections.</summary>
internal sealed class GatedNetwork(InMemoryNetwork inner) : ITransport
{
    private readonly List<GatedStream> _streams = [];
    private volatile TaskCompletionSource? _gate;

    /// <summary>From now on nothing that is written through this network arrives.</summary>
    public void CloseGate() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void OpenGate()
    {
        var gate = _gate;
        _gate = null;
        gate?.TrySetResult();
    }

    /// <summary>Ends all connections.</summary>
    public async Task BreakAsync()
    {
        GatedStream[] streams;
        lock (_streams)
        {
            streams = [.. _streams];
            _streams.Clear();
        }

        foreach (var stream in streams) await stream.DisposeAsync();
    }

    public async ValueTask<Stream> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken) =>
        Add(await inner.ConnectAsync(endpoint, cancellationToken));

    public ITransportListener Listen(IPEndPoint endpoint) => new Listener(inner.Listen(endpoint), this);

    private GatedStream Add(Stream stream)
    {
        var gated = new GatedStream(stream, this);
        lock (_streams) _streams.Add(gated);
        return gated;
    }

    private sealed class Listener(ITransportListener inner, GatedNetwork network) : ITransportListener
    {
        public IPEndPoint Endpoint => inner.Endpoint;

        public async ValueTask<Stream?> AcceptAsync(CancellationToken cancellationToken) =>
            await inner.AcceptAsync(cancellationToken) is { } stream ? network.Add(stream) : null;

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class GatedStream(Stream inner, GatedNetwork network) : WriteHoldingStream(inner)
    {
        protected override Task HoldAsync(CancellationToken cancellationToken) =>
            network._gate?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask;
    }
}
