using System.Text;
using Microsoft.AspNetCore.Http;

namespace ShopActors.TestKit;

/// <summary>What goes wrong with one request.</summary>
/// <param name="IsExecuted">Whether the operation is executed all the same.</param>
/// <param name="Act">What the caller gets.</param>
internal sealed record StripeFault(bool IsExecuted, Func<HttpContext, Task> Act)
{
    /// <summary>The connection breaks before the operation.</summary>
    public static StripeFault LostBefore { get; } = new(false, Abort);

    /// <summary>The connection breaks after the operation.</summary>
    public static StripeFault LostAfter { get; } = new(true, Abort);

    public static StripeFault Answer(int status, string body, params (string Name, string Value)[] headers) =>
        new(false, context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers) context.Response.Headers[name] = value;
            return context.Response.WriteAsync(body);
        });

    public static StripeFault Error(int status, string type, string code) =>
        Answer(status, StripeReply.Error(status, type, code).Body);

    /// <summary>An answer that does not end by itself.</summary>
    public static StripeFault Endless { get; } = new(false, async context =>
    {
        var block = Encoding.ASCII.GetBytes(new string(' ', 16 * 1024));
        for (var i = 0; i < 1_000 && !context.RequestAborted.IsCancellationRequested; i++)
        {
            await context.Response.Body.WriteAsync(block);
        }
    });

    /// <summary>Executed, and not answered until the caller gives up.</summary>
    public static StripeFault Silent(CancellationTokenSource caller) => new(true, async context =>
    {
        await caller.CancelAsync();
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    });

    private static Task Abort(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }
}
