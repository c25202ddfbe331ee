using Nola.Runtime.Messaging;
using Nola.Runtime.Networking;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Messaging;

public sealed class FrameFuzzTests
{
    [Fact]
    public async Task Receive_MutatedFrames_NeverCrashesAndTheHostGoesOnServing()
    {
        const int seed = 20260101;
        const int rounds = 3000;
        var network = new InMemoryNetwork();
        var recorder = new RecordingNetwork(network);
        await using var callee = new TestHost(network, 2) { MayServe = true };
        await using var caller = new TestHost(recorder, 1) { Owner = callee.Address };
        callee.Owner = callee.Address;
        RequestContext.Set("key", "value");
        Assert.Equal("2:hello", await caller.EchoAsync("hello"));
        var frame = recorder.LastWritten;

        var random = new Random(seed);
        var handler = (IConnectionHandler)callee.Center;
        var (near, _) = DuplexPipeStream.CreatePair();
        using var connection = new Connection(
            near, new PeerIdentity(caller.Address), handler, 1 << 20, 1 << 20, TimeProvider.System);
        for (var round = 0; round < rounds; round++)
        {
            var payload = frame[Frame.HeaderLength..].ToArray();
            for (var i = random.Next(1, 4); i > 0; i--) payload[random.Next(payload.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0) payload = payload[..random.Next(1, payload.Length)];

            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                handler.OnFrame(connection, payload);
            }
            catch (Orleans.Runtime.Messaging.InvalidMessageFrameException)
            {
                // The typed error, which closes the connection.
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 24, $"seed {seed}, round {round}");
        }

        Assert.Equal("2:again", await caller.EchoAsync("again"));
    }

    private sealed class RecordingNetwork(InMemoryNetwork inner) : ITransport
    {
        private RecordingStream? _stream;

        public byte[] LastWritten => _stream!.Last;

        public async ValueTask<Stream> ConnectAsync(
            System.Net.IPEndPoint endpoint, CancellationToken cancellationToken) =>
            _stream = new RecordingStream(await inner.ConnectAsync(endpoint, cancellationToken));

        public ITransportListener Listen(System.Net.IPEndPoint endpoint) => inner.Listen(endpoint);
    }

    private sealed class RecordingStream(Stream inner) : Stream
    {
        public byte[] Last { get; private set; } = [];

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Last = buffer.ToArray();
            return inner.WriteAsync(buffer, cancellationToken);
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
