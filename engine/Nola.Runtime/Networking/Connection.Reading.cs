using System.Runtime.ExceptionServices;

namespace Nola.Runtime.Networking;

// What arrives. One thread at a time reads and handles frames; what it may run of them itself is meant to be short. Where
// that was an error, and code of a grain blocks, maybe until something comes by this very connection, another
// thread takes over, and the one that blocks has nothing more to do with the connection when it is free again.
internal sealed partial class Connection
{
    private const int ReceiveBytes = 64 * 1024;
    private const int LingersBetweenLooks = 8;

    /// <summary>The step from one reader's states to the next one's; the lowest bit is set while a frame is handled.</summary>
    private const long ReaderStep = 2;

    private static readonly TimeSpan LingerMax = TimeSpan.FromMilliseconds(1);

    /// <summary>The connection whose frames the thread is handling.</summary>
    [ThreadStatic]
    private static Connection? t_handling;

    /// <summary>As which reader of that connection it does so.</summary>
    [ThreadStatic]
    private static long t_reader;

    /// <summary>Who reads, and whether it handles a frame; whoever takes over moves it away from the one before.</summary>
    private long _reader;

    // The reading thread's; of the last two, who takes over reads them when the reader cannot go on.
    private readonly FragmentAssembler _assembler;
    private bool _mayLinger;
    private int _lingered;
    private int _handled;
    private int _frameLength;
    private ByteBuffer _received = new();

    // Of whoever looks after the reader.
    private long _readerSeen;
    private int _handledSeen;

    private enum Progress
    {
        /// <summary>All that was there is handled.</summary>
        Handled,

        /// <summary>Large payloads must have been taken first.</summary>
        MustWait,

        /// <summary>Another thread reads now.</summary>
        TakenOver,
    }

    /// <summary>
    /// Whether the reading thread may spend some time on what it read. What comes behind must not wait for long, nor
    /// must one thread have all the work.
    /// </summary>
    public bool MayLinger()
    {
        if (!_mayLinger || (++_lingered & (LingersBetweenLooks - 1)) != 0) return _mayLinger;

        return _mayLinger = _time.GetElapsedTime(LastReceived) < LingerMax;
    }

    /// <summary>Reads frames until the connection closes, or another thread takes that over.</summary>
    public Task RunAsync() => ReadAsync(_received, 0);

    /// <summary>
    /// Has another thread read on where one frame has been handled since the last time this was called; tells whether
    /// it was so.
    /// </summary>
    public bool TryRescueReader()
    {
        var reader = Volatile.Read(ref _reader);
        var handled = Volatile.Read(ref _handled);
        var isStuck = (reader & 1) != 0 && reader == _readerSeen && handled == _handledSeen;
        _readerSeen = reader;
        _handledSeen = handled;
        var next = (reader & ~1L) + ReaderStep;
        if (!isStuck || Interlocked.CompareExchange(ref _reader, next, reader) != reader) return false;

        // The one that blocks may still look at its buffer, so the new reader has one of its own.
        var rest = new ByteBuffer();
        rest.Append(_received.Span[_frameLength..]);
        _received = rest;
        _mayLinger = false;
        _ = ReadOnAsync(rest, next);
        return true;
    }

    /// <summary>
    /// Whether the calling thread reads this connection and will write what is gathered when it has handled what it read.
    /// One that was relieved may go on with code of a grain for long.
    /// </summary>
    private bool IsGathering() =>
        t_handling == this && t_reader == (Volatile.Read(ref _reader) & ~1L) && _mayLinger;

    private async Task ReadOnAsync(ByteBuffer received, long reader)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await ReadAsync(received, reader).ConfigureAwait(false);
    }

    private async Task ReadAsync(ByteBuffer received, long reader)
    {
        Exception? reason = null;
        try
        {
            while (true)
            {
                Progress progress;
                while ((progress = HandleGathering(received, reader)) == Progress.MustWait)
                {
                    await WhenDeliveredAsync().ConfigureAwait(false);
                }

                // The buffer was left to whoever took over, who may not have copied it yet.
                if (progress == Progress.TakenOver) return;

                var free = received.GetMemory(ReceiveBytes);
                var read = await _stream.ReadAsync(free, _closing.Token).ConfigureAwait(false);
                if (read == 0) break;

                received.Advance(read);
                LastReceived = _time.GetTimestamp();
                _mayLinger = true;
            }
        }
        catch (Exception exception)
        {
            // Whatever the peer sent or the handler made of it ends this connection and nothing else.
            reason = exception;
        }

        Close();
        received.Dispose();
        _assembler.Dispose();
        _handler.OnClosed(this, _failure ?? reason);
    }

    // Answers, and calls that answers lead to, are written together when all that was read is handled.
    private Progress HandleGathering(ByteBuffer received, long reader)
    {
        t_handling = this;
        t_reader = reader;
        try
        {
            return HandleFrames(received, reader);
        }
        finally
        {
            t_handling = null;
            FlushGathered();
        }
    }

    private Progress HandleFrames(ByteBuffer received, long reader)
    {
        while (Frame.TryRead(received.Span, _frameLengthMax, out var payload))
        {
            if (MustWaitForDeliveries(received.Span)) return Progress.MustWait;

            if (_instruments.ReceivedSize.Enabled) _instruments.ReceivedSize.Record(payload.Length);
            if (payload[0] is Fragment.Kind or Fragment.TakenKind) HandleFragment(payload);
            else if (!TryHandle(payload, reader)) return Progress.TakenOver;

            received.Consume(Frame.HeaderLength + payload.Length);
        }

        return Progress.Handled;
    }

    /// <summary>Has a frame handled; false where another thread reads by then.</summary>
    private bool TryHandle(ReadOnlySpan<byte> payload, long reader)
    {
        _frameLength = Frame.HeaderLength + payload.Length;
        Volatile.Write(ref _handled, _handled + 1);
        Volatile.Write(ref _reader, reader + 1);
        Exception? failure = null;
        try
        {
            _handler.OnFrame(this, payload);
        }
        catch (Exception exception) // It ends the connection, whoever reads by now.
        {
            failure = exception;
        }

        if (Interlocked.CompareExchange(ref _reader, reader, reader + 1) == reader + 1)
        {
            if (failure is not null) ExceptionDispatchInfo.Throw(failure);
            return true;
        }

        if (failure is not null) Fail(failure);
        return false;
    }

    private void Fail(Exception failure)
    {
        lock (_lock) _failure ??= failure;
        Close();
    }
}
