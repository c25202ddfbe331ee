namespace Nola.Runtime.Tests.Networking;

/// <summary>A stream whose writes pass one by one, when the test says so.</summary>
internal sealed class SteppedStream(Stream inner) : Stream
{
    private readonly SemaphoreSlim _steps = new(0);
    private readonly SemaphoreSlim _written = new(0);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Lets one write pass and waits until it has.</summary>
    public async Task StepAsync()
    {
        _steps.Release();
        await _written.WaitAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Lets all further writes pass.</summary>
    public void RunFree() => _steps.Release(1_000_000);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _steps.WaitAsync(cancellationToken);
        await inner.WriteAsync(buffer, cancellationToken);
        _written.Release();
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
