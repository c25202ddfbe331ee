using System.Diagnostics;

namespace ShopActors.Hosting.Logging;

/// <summary>
/// The only scope of log lines: the ids of the trace and the span. Those that ASP.NET Core opens are left out, because
/// they contain the request's path and with it the keys of carts, orders and password resets.
/// </summary>
internal sealed class TraceScope : IExternalScopeProvider
{
    private static readonly IDisposable Nothing = new Scope();

    public void ForEachScope<TState>(Action<object?, TState> callback, TState state)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C } activity) return;
        KeyValuePair<string, object>[] ids =
        [
            new("TraceId", activity.TraceId.ToHexString()), new("SpanId", activity.SpanId.ToHexString()),
        ];
        callback(ids, state);
    }

    public IDisposable Push(object? state) => Nothing;

    private sealed class Scope : IDisposable
    {
        public void Dispose()
        {
            // Nothing was opened.
        }
    }
}
