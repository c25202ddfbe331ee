using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Orleans.Runtime.Messaging;

namespace Nola.Runtime.Networking;

/// <summary>
/// A network inside the process: the same bytes as over TCP, without sockets. One instance is one network; hosts that
/// share it reach each other.
/// </summary>
internal sealed class InMemoryNetwork : ITransport
{
    private readonly ConcurrentDictionary<IPEndPoint, Listener> _listeners = new();

    public ITransportListener Listen(IPEndPoint endpoint)
    {
        var listener = new Listener(this, endpoint);
        return _listeners.TryAdd(endpoint, listener)
            ? listener
            : throw new ConnectionFailedException($"Somebody listens at {endpoint} already.");
    }

    public ValueTask<Stream> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_listeners.TryGetValue(endpoint, out var listener))
        {
            var (near, far) = DuplexPipeStream.CreatePair();
            if (listener.TryOffer(far)) return new(near);
        }

        throw new ConnectionFailedException($"Nobody listens at {endpoint}.");
    }

    private sealed class Listener(InMemoryNetwork network, IPEndPoint endpoint) : ITransportListener
    {
        private readonly Channel<Stream> _offered = Channel.CreateUnbounded<Stream>();

        public IPEndPoint Endpoint => endpoint;

        public bool TryOffer(Stream stream) => _offered.Writer.TryWrite(stream);

        public async ValueTask<Stream?> AcceptAsync(CancellationToken cancellationToken)
        {
            while (await _offered.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (_offered.Reader.TryRead(out var stream)) return stream;
            }

            return null;
        }

        public async ValueTask DisposeAsync()
        {
            network._listeners.TryRemove(new(endpoint, this));
            _offered.Writer.TryComplete();
            while (_offered.Reader.TryRead(out var stream)) await stream.DisposeAsync().ConfigureAwait(false);
        }
    }
}
