using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace ShopActors.WebApi.Http;

/// <summary>
/// A response that starts only after a step. A failure of the step is thrown where the answer is written, so the
/// exception handler answers in its place. <see cref="HttpResponse.OnStarting(Func{Task})"/> cannot do this: the server
/// answers a failure there with 500 and no body.
/// </summary>
/// <param name="inner">The server's response.</param>
/// <param name="step">Runs once, before the first answer; what answers its failure passes.</param>
internal sealed class GatedResponse(IHttpResponseBodyFeature inner, Func<Task> step)
    : PipeWriter, IHttpResponseBodyFeature
{
    // The server keeps what is written before a failure, and would send it before the problem.
    private readonly ArrayBufferWriter<byte> _unflushed = new();
    private Stream? _stream;
    private bool _hasBegun;

    public Stream Stream => _stream ??= AsStream(leaveOpen: true);

    public PipeWriter Writer => this;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _unflushed.WrittenCount;

    /// <summary>Completes when the response may start. For answers without a body, which write nothing.</summary>
    public async Task PassAsync()
    {
        if (_hasBegun) return;
        _hasBegun = true;
        try
        {
            await step();
        }
        catch
        {
            _unflushed.Clear();
            throw;
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await PassAsync();
        await inner.StartAsync(cancellationToken);
    }

    public async Task SendFileAsync(
        string path, long offset, long? count, CancellationToken cancellationToken = default)
    {
        await FlushAsync(cancellationToken);
        await inner.SendFileAsync(path, offset, count, cancellationToken);
    }

    public async Task CompleteAsync()
    {
        await FlushAsync();
        await inner.CompleteAsync();
    }

    public void DisableBuffering() => inner.DisableBuffering();

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        await PassAsync();
        inner.Writer.Write(_unflushed.WrittenSpan);
        _unflushed.ResetWrittenCount();
        return await inner.Writer.FlushAsync(cancellationToken);
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => _unflushed.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _unflushed.GetSpan(sizeHint);

    public override void Advance(int bytes) => _unflushed.Advance(bytes);

    public override void CancelPendingFlush() => inner.Writer.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Writer.Complete(exception);
}
