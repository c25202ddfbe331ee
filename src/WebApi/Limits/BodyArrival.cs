using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace ShopActors.WebApi.Limits;

/// <summary>
/// Passes a request on once its whole body has arrived, within a deadline, so that a slow sender holds a connection but
/// no permit of <see cref="RequestRates"/>. The body stays in the connection's own buffer, where the handler reads it.
/// </summary>
internal sealed class BodyArrival(RequestDelegate next, IOptions<ApiLimits> limits, TimeProvider time)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }
            ? next(context)
            : WaitAsync(context);

    private async Task WaitAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        if (reader.TryRead(out var body))
        {
            // Nothing is consumed: the next read begins with the same bytes.
            reader.AdvanceTo(body.Buffer.Start, body.IsCompleted ? body.Buffer.Start : body.Buffer.End);
        }

        if (body.IsCompleted || await ReadToEndAsync(context, reader))
        {
            await next(context);
            return;
        }

        // The rest of the body would be read as the next request on this connection.
        context.Response.Headers.Connection = "close";
        await Problem.WriteAsync(context, ApiErrors.RequestTimeout);
    }

    /// <summary>Returns false if the deadline passed first.</summary>
    private async Task<bool> ReadToEndAsync(HttpContext context, PipeReader reader)
    {
        using var deadline = new CancellationTokenSource(limits.Value.BodyTimeMax, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        try
        {
            while (true)
            {
                var body = await reader.ReadAsync(ended.Token);
                reader.AdvanceTo(body.Buffer.Start, body.IsCompleted ? body.Buffer.Start : body.Buffer.End);
                if (body.IsCompleted) return true;
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return false;
        }
    }
}
