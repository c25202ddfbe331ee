using System.Buffers;
using System.IO.Pipelines;

namespace Nola.Runtime.Networking;

/// <summary>
/// One end of a byte stream inside the process. Disposing an end ends the other's reads and fails its writes.
/// </summary>
internal sealed class DuplexPipeStream : Stream
{
    private static readonly PipeOptions Options = new(useSynchronizationContext: false);

    private readonly PipeReader _input;
    private readonly PipeWriter _output;

    private DuplexPipeStream(PipeReader input, PipeWriter output)
    {
        _input = input;
        _output = output;
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static (Stream First, Stream Second) CreatePair()
    {
        var forth = new Pipe(Options);
        var back = new Pipe(Options);
        return (new DuplexPipeStream(back.Reader, forth.Writer), new DuplexPipeStream(forth.Reader, back.Writer));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var result = await _input.ReadAsync(cancellationToken).ConfigureAwait(false);
        var available = result.Buffer;
        if (available.Length > buffer.Length) available = available.Slice(0, buffer.Length);

        // Once the pipe has moved on it may reuse the segments, and the sequence no longer tells its length.
        var length = (int)available.Length;
        available.CopyTo(buffer.Span);
        _input.AdvanceTo(available.End);
        return length;
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var result = await _output.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (result.IsCompleted) throw new IOException("The other end of the stream is closed.");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("The stream is asynchronous.");

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("The stream is asynchronous.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Only the writer's end is completed: a reader may be completed by its reading thread alone, and that
            // thread wakes because the other end does the same.
            _output.Complete();
            _input.CancelPendingRead();
        }

        base.Dispose(disposing);
    }
}
