using System.Net;
using Nola.Runtime.Networking;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace Nola.Runtime.Tests.Networking;

/// <summary>What large frames do to the small ones of the same connection, told by the order of arrival.</summary>
public sealed class LargeFrameTests : IAsyncDisposable
{
    private const byte Small = 1;
    private const byte Large = 2;
    private const byte Ordered = 3;
    private const byte Refused = 4;
    private const byte Blocking = 5;
    private const byte BlockingRefused = 6;
    private const byte BlockingTwice = 7;
    private const int PayloadLengthMax = 64 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Recorder _sending = new();
    private readonly Recorder _receiving = new();
    private readonly SteppedStream _stepped;
    private readonly Connection _sender;
    private readonly Connection _receiver;
    private readonly Task _running;

    public LargeFrameTests()
    {
        var (near, far) = DuplexPipeStream.CreatePair();
        _stepped = new SteppedStream(near);
        _sender = Create(_stepped, _sending);
        _receiver = Create(far, _receiving);
        _running = Task.WhenAll(_sender.RunAsync(), _receiver.RunAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _sender.Close();
        _receiver.Close();
        await _running.WaitAsync(Patience);
    }

    [Theory]
    [InlineData(8 << 20)]
    [InlineData(63 << 20)]
    public async Task TrySend_SmallFramesWhileALargeOneIsSent_GoWithTheNextWrite(int length)
    {
        Send(Large, length);
        for (var i = 0; i < 5; i++)
        {
            // One write has begun without the small frame; the next one has it.
            await _stepped.StepAsync();
            Send(Small, 10);
            await _stepped.StepAsync();
            await _stepped.StepAsync();
            await _receiving.WaitForAsync(i + 1);
        }

        Assert.Equal(Enumerable.Repeat(Small, 5), _receiving.Kinds);
        _stepped.RunFree();
        await _receiving.WaitForAsync(6);

        Assert.Equal(Large, _receiving.Kinds[^1]);
        Assert.Equal(length, _receiving.Lengths[^1]);
    }

    [Fact]
    public async Task TrySend_ShortAndLongLargeFrames_TakeTurns()
    {
        Send(Large, 16 << 20);
        Send(Large, 1 << 20);
        _stepped.RunFree();
        await _receiving.WaitForAsync(2);

        Assert.Equal([1 << 20, 16 << 20], _receiving.Lengths);
    }

    [Fact]
    public async Task TrySend_OrderedFrame_OvertakesNothing()
    {
        _receiving.Hold();
        Send(Large, 1 << 20);
        Send(Large, 2 << 20);
        Send(Ordered, 10);
        Send(Small, 10);
        _stepped.RunFree();

        // The large ones have arrived and are being taken; the ordered one must wait for that as well.
        await _receiving.WaitForHeldAsync(2);
        Assert.Equal([Small], _receiving.Kinds);
        _receiving.LetGo();
        await _receiving.WaitForAsync(4);

        Assert.Equal([Small, Large, Large, Ordered], _receiving.Kinds);
    }

    [Fact]
    public async Task Receive_LargeFrameThatTakesLong_HoldsUpNoSmallOnes()
    {
        _receiving.Hold();
        Send(Large, 1 << 20);
        _stepped.RunFree();
        await _receiving.WaitForHeldAsync(1);

        for (var i = 0; i < 10; i++) Send(Small, 10);
        await _receiving.WaitForAsync(10);
        Assert.Equal(Enumerable.Repeat(Small, 10), _receiving.Kinds);

        _receiving.LetGo();
        await _receiving.WaitForAsync(11);
    }

    [Fact]
    public async Task Receive_LargeFrameThatIsRefused_ClosesTheConnectionWithItsReason()
    {
        Send(Refused, 1 << 20);
        _stepped.RunFree();

        Assert.IsType<InvalidMessageFrameException>(await _receiving.Closed.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task TryRescueReader_HandlerThatWaitsForALaterFrame_ReadsOn()
    {
        _receiving.Hold();
        _stepped.RunFree();
        Send(Small, 10);
        Send(Blocking, 10);
        for (var i = 0; i < 5; i++) Send(Small, 10);
        await _receiving.WaitForHeldAsync(1);
        await _receiving.WaitForAsync(1);

        // It must be the same frame for two looks.
        var rescued = 0;
        for (var i = 0; i < 3; i++) rescued += _receiver.TryRescueReader() ? 1 : 0;
        await _receiving.WaitForAsync(6);
        Send(Small, 10);
        await _receiving.WaitForAsync(7);
        Assert.Equal(1, rescued);
        Assert.Equal(Enumerable.Repeat(Small, 7), _receiving.Kinds);

        // The one that was blocked has nothing more to do with the connection.
        _receiving.LetGo();
        await _receiving.WaitForAsync(8);
        Send(Small, 10);
        Send(Large, 1 << 20);
        await _receiving.WaitForAsync(10);
        Assert.Equal(1, _receiving.Kinds.Count(kind => kind == Blocking));
    }

    [Fact]
    public async Task TryRescueReader_BlockedHandlerThatFailsInTheEnd_ClosesTheConnection()
    {
        await BlockAndRescueAsync(BlockingRefused);

        _receiving.LetGo();

        Assert.IsType<InvalidMessageFrameException>(await _receiving.Closed.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task TrySend_HandlerThatWasRelievedAndWaitsAgain_IsWrittenAtOnce()
    {
        await BlockAndRescueAsync(BlockingTwice);

        // What the one that was relieved sends may be what it waits for next.
        _receiving.LetGo();
        await _sending.WaitForAsync(1);

        _receiving.LetGoAgain();
        await _receiving.WaitForAsync(1);
    }

    [Fact]
    public async Task Receive_NoticeOfMoreThanWasSent_ClosesTheConnection()
    {
        using var notice = new ByteBuffer();
        Fragment.AppendTaken(notice, 1);
        _stepped.RunFree();
        Assert.True(_sender.TrySend(notice.Span));

        Assert.IsType<InvalidMessageFrameException>(await _receiving.Closed.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task Close_LargeFrameInTheMiddle_IsUnsentAsAWhole()
    {
        Send(Large, 1 << 20);
        await _stepped.StepAsync();
        Send(Small, 10);
        Send(Ordered, 20);
        _sender.Close();

        var unsent = _sender.TakeUnsent().AsSpan();
        var kinds = new List<byte>();
        while (unsent.Length > 0)
        {
            Assert.True(Frame.TryRead(unsent, PayloadLengthMax, out var payload));
            kinds.Add(payload[0]);
            unsent = unsent[(Frame.HeaderLength + payload.Length)..];
        }

        // The write that had begun took the small frame with it or not.
        Assert.Equal([Large, Ordered], kinds.Where(kind => kind != Small));
    }

    [Fact]
    public async Task Close_LargeFrameWhoseLastPieceIsBeingWritten_CountsAsSent()
    {
        Send(Large, Frame.PayloadLengthMax + 1);

        // All of its pieces are in the write that has begun.
        _sender.Close();
        await _sending.Closed.Task.WaitAsync(Patience);

        Assert.Empty(_sender.TakeUnsent());
    }

    private static Connection Create(Stream stream, Recorder recorder) => new(
        stream,
        new PeerIdentity(SiloAddress.New(IPAddress.Loopback, 1, 1)),
        recorder,
        PayloadLengthMax,
        1 << 20,
        TimeProvider.System);

    // Afterwards the new reader has handled a frame and waits for the next one.
    private async Task BlockAndRescueAsync(byte kind)
    {
        _receiving.Hold();
        _stepped.RunFree();
        Send(kind, 10);
        await _receiving.WaitForHeldAsync(1);
        Assert.False(_receiver.TryRescueReader());
        Assert.True(_receiver.TryRescueReader());
        Send(Small, 10);
        await _receiving.WaitForAsync(1);
    }

    private void Send(byte kind, int length) => Send(_sender, kind, length);

    private static void Send(Connection connection, byte kind, int length)
    {
        var payload = new byte[length];
        payload[0] = kind;
        payload[1] = kind == Ordered ? Frame.OrderedFlag : (byte)0;
        payload[^1] = 7;
        using var buffer = new ByteBuffer();
        Frame.Append(buffer, payload);
        Assert.True(connection.TrySend(buffer.Span, mayExceedLimit: true));
    }

    /// <summary>Notes what arrives, and takes its time with large frames where the test wants that.</summary>
    private sealed class Recorder : IConnectionHandler
    {
        private readonly SemaphoreSlim _arrived = new(0);
        private readonly SemaphoreSlim _held = new(0);
        private readonly ManualResetEventSlim _mayGo = new(true);
        private readonly ManualResetEventSlim _mayGoAgain = new(false);
        private int _seen;

        public List<byte> Kinds { get; } = [];

        public List<int> Lengths { get; } = [];

        public TaskCompletionSource<Exception?> Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Hold() => _mayGo.Reset();

        public void LetGo() => _mayGo.Set();

        public void LetGoAgain() => _mayGoAgain.Set();

        public async Task WaitForAsync(int count)
        {
            for (; _seen < count; _seen++) Assert.True(await _arrived.WaitAsync(Patience));
        }

        public async Task WaitForHeldAsync(int count)
        {
            for (var i = 0; i < count; i++) Assert.True(await _held.WaitAsync(Patience));
        }

        public void OnFrame(Connection connection, ReadOnlySpan<byte> payload)
        {
            if (payload[0] == Refused) throw new InvalidMessageFrameException("refused");
            if (payload[0] is Large or Blocking or BlockingRefused or BlockingTwice)
            {
                Assert.Equal(7, payload[^1]);
                _held.Release();
                _mayGo.Wait(Patience);
            }

            if (payload[0] == BlockingRefused) throw new InvalidMessageFrameException("refused late");
            if (payload[0] == BlockingTwice)
            {
                Send(connection, Small, 10);
                _mayGoAgain.Wait(2 * Patience);
            }

            lock (Kinds)
            {
                Kinds.Add(payload[0]);
                Lengths.Add(payload.Length);
            }

            _arrived.Release();
        }

        public void OnClosed(Connection connection, Exception? reason) => Closed.TrySetResult(reason);
    }
}
