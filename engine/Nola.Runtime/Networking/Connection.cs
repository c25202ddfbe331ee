using System.Diagnostics.CodeAnalysis;
using Nola.Runtime.Diagnostics;

namespace Nola.Runtime.Networking;

/// <summary>
/// An authenticated stream of frames. Senders append to a buffer under a lock; one flusher at a time writes everything
/// that has gathered, so the busier the connection, the larger its writes. A sender on a quiet connection flushes
/// itself, which saves a change of threads. Frames that are too large for that go in fragments between the others, and
/// are handled by the pool when they are complete, so that small frames wait for neither.
/// </summary>
internal sealed partial class Connection : IThreadPoolWorkItem, IDisposable
{
    /// <summary>What the reading thread makes of what it read gathers up to so many bytes, for one write.</summary>
    private const int GatheredBytesMax = 32 * 1024;

    // Within this time of a flush more senders are likely to come, and one write for all is cheaper.
    private static readonly TimeSpan BusyWindow = TimeSpan.FromMicroseconds(100);

    private const int BacklogFactorMax = 4;

    private readonly Stream _stream;
    private readonly IConnectionHandler _handler;
    private readonly int _payloadLengthMax;
    private readonly int _frameLengthMax;
    private readonly int _pendingBytesMax;
    private readonly TimeProvider _time;
    private readonly RuntimeInstruments _instruments;
    private readonly CancellationTokenSource _closing = new();

    private readonly Lock _lock = new();

    // All below are guarded by the lock, except _sending and what the fragments' own comments say, which the flusher owns.
    private readonly FragmentQueue _large;
    private ByteBuffer _pending = new();
    private ByteBuffer _sending = new();
    private bool _isFlushing;
    private bool _isClosed;
    private bool _isBackedUp;
    private byte[] _unsent = [];
    private long _lastFlush;

    public Connection(
        Stream stream,
        PeerIdentity peer,
        IConnectionHandler handler,
        int payloadLengthMax,
        int pendingBytesMax,
        TimeProvider time,
        RuntimeInstruments? instruments = null)
    {
        _instruments = instruments ?? RuntimeInstruments.Unobserved;
        _stream = stream;
        Peer = peer;
        _handler = handler;
        _payloadLengthMax = payloadLengthMax;
        _frameLengthMax = Math.Min(payloadLengthMax, Frame.PayloadLengthMax);
        _pendingBytesMax = pendingBytesMax;
        _time = time;
        _large = new FragmentQueue(payloadLengthMax);
        _assembler = new FragmentAssembler(payloadLengthMax);
        LastReceived = time.GetTimestamp();
    }

    public PeerIdentity Peer { get; }

    /// <summary>When bytes last arrived: a sign of life of the peer.</summary>
    public long LastReceived { get; private set; }

    /// <summary>Whether so much waits to be sent that the peer should get no more to read.</summary>
    public bool IsBackedUp => Volatile.Read(ref _isBackedUp);

    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>
    /// Appends a whole frame. False where the connection is closed or too much is waiting: nothing was appended.
    /// </summary>
    public bool TrySend(ReadOnlySpan<byte> frame, bool mayExceedLimit = false)
    {
        // Copied before the lock is taken, which others need for small frames.
        var large = frame.Length > Frame.HeaderLength + Frame.PayloadLengthMax ? new LargeFrame(frame) : null;
        bool isBeyondBounds;
        lock (_lock)
        {
            var waiting = WaitingLength_NeedsLock;
            if (_isClosed || (!mayExceedLimit && waiting > _pendingBytesMax))
            {
                large?.Release();
                return false;
            }

            if (large is null && !_large.IsEmpty && Frame.IsOrdered(frame)) large = new LargeFrame(frame);
            if (large is not null) _large.Add(large);
            else _pending.Append(frame);

            isBeyondBounds = waiting > (long)_pendingBytesMax * BacklogFactorMax;
            if (WaitingLength_NeedsLock > _pendingBytesMax) _isBackedUp = true;
            if (_instruments.SentSize.Enabled) _instruments.SentSize.Record(frame.Length);
            if (_isFlushing && !isBeyondBounds) return true;

            // More is to come of what was read, and then one write for all; not when that takes its time.
            if (_pending.Length < GatheredBytesMax && !isBeyondBounds && IsGathering()) return true;

            _isFlushing = true;
        }

        if (isBeyondBounds)
        {
            // The peer has not read for long: what gathers for it must not take all memory.
            Close();
            return true;
        }

        if (_time.GetElapsedTime(Volatile.Read(ref _lastFlush)) < BusyWindow)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        else
        {
            _ = FlushAsync(isSender: true);
        }

        return true;
    }

    public void Close()
    {
        lock (_lock)
        {
            if (_isClosed) return;

            _isClosed = true;
            _large.CopyUnsent(_pending);
            _unsent = _pending.Span.ToArray();
            _pending.Dispose();
        }

        _closing.Cancel();
        _stream.Dispose();
    }

    /// <summary>After the end: the frames of which nothing was sent.</summary>
    public byte[] TakeUnsent()
    {
        lock (_lock)
        {
            var unsent = _unsent;
            _unsent = [];
            return unsent;
        }
    }

    public void Dispose() => Close();

    void IThreadPoolWorkItem.Execute() => _ = FlushAsync(isSender: false);

    [SuppressMessage("Design", "CA1031", Justification = "A failed write closes the connection; readers report it.")]
    private async Task FlushAsync(bool isSender)
    {
        try
        {
            while (TakePending())
            {
                _large.Write(_sending);
                await _stream.WriteAsync(_sending.Memory, _closing.Token).ConfigureAwait(false);
                _sending.Clear();
                Volatile.Write(ref _lastFlush, _time.GetTimestamp());
                if (!isSender || !HasMore()) continue;

                // What others appended meanwhile is not the sender's to write: it has its own work to do.
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                return;
            }
        }
        catch (Exception)
        {
            Close();
        }
    }

    private bool HasMore()
    {
        lock (_lock) return _pending.Length > 0 || _large.MayPlan;
    }

    private bool TakePending()
    {
        lock (_lock)
        {
            if (!_isClosed) _large.Plan();
            if (_isClosed || (_pending.Length == 0 && !_large.HasPlan))
            {
                _isFlushing = false;
                return false;
            }

            (_pending, _sending) = (_sending, _pending);
            _isBackedUp = WaitingLength_NeedsLock > _pendingBytesMax;
            return true;
        }
    }

    private long WaitingLength_NeedsLock => _pending.Length + _large.WaitingLength;

    private void FlushGathered()
    {
        lock (_lock)
        {
            if (_isFlushing || _isClosed || (_pending.Length == 0 && !_large.MayPlan)) return;

            _isFlushing = true;
        }

        _ = FlushAsync(isSender: true);
    }
}
