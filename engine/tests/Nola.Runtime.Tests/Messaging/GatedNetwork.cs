using System.Net;
using Nola.Runtime.Networking;

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

    private sealed class GatedStream(Stream inner, GatedNetwork network) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (network._gate is { } gate) await gate.Task.WaitAsync(cancellationToken);
            await inner.WriteAsync(buffer, cancellationToken);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.ReadAsync(buffer, cancellationToken);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
