using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using ShopActors.WebApi.Grpc;

namespace ShopActors.WebApi.Limits;

/// <summary>
/// Passes a request on once its whole body has arrived, within a deadline, so that a slow sender holds a connection but
/// no permit of <see cref="RequestRates"/>. The body stays in the connection's own buffer, where the handler reads it.
/// </summary>
internal sealed class BodyArrival(RequestDelegate next, IOptions<ApiLimits> limits, TimeProvider time)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false } || IsStreamed(context)
            ? next(context)
            : WaitAsync(context);

    /// <summary>Whether the body may last as long as the answer; a call that there is not may be such a one.</summary>
    private static bool IsStreamed(HttpContext context) => context.GetEndpoint() is { } route
        ? route.Metadata.GetMetadata<StreamedBody>() is not null
        : GrpcListener.IsUsedBy(context);

    private async Task WaitAsync(HttpContext context)
    {
        if (await ReadToEndAsync(context, context.Request.BodyReader) is not { } refusal)
        {
            await next(context);
            return;
        }

        // The rest of the body would be read as the next request on this connection. HTTP/2 ends the stream alone.
        if (!HttpProtocol.IsHttp2(context.Request.Protocol)) context.Response.Headers.Connection = "close";
        await Problem.WriteAsync(context, refusal);
    }

    /// <summary>Returns why the body was not read to its end; null if it was.</summary>
    private async ValueTask<ShopError?> ReadToEndAsync(HttpContext context, PipeReader reader)
    {
        if (reader.TryRead(out var body) && HasEnded(reader, body, out var refusal)) return refusal;

        using var deadline = new CancellationTokenSource(limits.Value.BodyTimeMax, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        try
        {
            do body = await reader.ReadAsync(ended.Token);
            while (!HasEnded(reader, body, out refusal));
            return refusal;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return ApiErrors.RequestTimeout;
        }
    }

    private bool HasEnded(PipeReader reader, ReadResult body, out ShopError? refusal)
    {
        // HTTP/2's own check is of what is consumed, so it would come too late.
        refusal = body.Buffer.Length > limits.Value.BodyBytesMax ? ApiErrors.BodyTooLarge : null;

        // Nothing is consumed: the next read begins with the same bytes.
        reader.AdvanceTo(body.Buffer.Start, body.IsCompleted ? body.Buffer.Start : body.Buffer.End);
        return body.IsCompleted || refusal is not null;
    }
}
