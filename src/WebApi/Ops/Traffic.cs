using ShopActors.WebApi.Events;

namespace ShopActors.WebApi.Ops;

/// <summary>
/// How many requests this process answered in each of the last <see cref="MinutesKept"/> minutes, and how fast. Streams
/// are left out, because they last for minutes by design. Memory is constant: one histogram a minute.
/// </summary>
internal sealed class Traffic(TimeProvider time)
{
    public const int MinutesKept = 30;

    /// <summary>The minutes that a percentile of the present is taken from.</summary>
    private const int MinutesRecent = 5;

    // Indexed by the minute modulo the number kept; a slot of an earlier lap is replaced by the first request.
    private readonly TrafficMinute?[] _slots = new TrafficMinute?[MinutesKept];

    private long Now => time.GetUtcNow().ToUnixTimeSeconds() / 60;

    public async Task MeasureAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Streaming>() is not null)
        {
            await next(context);
            return;
        }

        var began = time.GetTimestamp();
        var hasFailed = true;
        try
        {
            await next(context);
            hasFailed = context.Response.StatusCode >= StatusCodes.Status500InternalServerError;
        }
        finally
        {
            // A client that went away is not a failure of the shop.
            Record(time.GetElapsedTime(began), hasFailed && !context.RequestAborted.IsCancellationRequested);
        }
    }

    public void Record(TimeSpan elapsed, bool hasFailed)
    {
        var minute = Now;
        ref var slot = ref _slots[minute % MinutesKept];
        var present = Volatile.Read(ref slot);
        if (present?.Minute != minute)
        {
            // Of two requests that begin a minute, one keeps its slot; the other uses that one.
            var fresh = new TrafficMinute(minute);
            var found = Interlocked.CompareExchange(ref slot, fresh, present);
            present = found == present ? fresh : found!;
        }

        present.Add(elapsed, hasFailed);
    }

    public TrafficBody Read()
    {
        var now = Now;
        var minutes = Enumerable.Range(0, MinutesKept)
            .Select(back => now - MinutesKept + 1 + back)
            .Select(minute => Volatile.Read(ref _slots[minute % MinutesKept]) is { } slot && slot.Minute == minute
                ? slot
                : new TrafficMinute(minute))
            .ToArray();
        var recent = minutes[^MinutesRecent..];
        return new(
            TrafficMinute.Percentile(recent, 0.5), TrafficMinute.Percentile(recent, 0.99),
            [.. minutes.Select(static minute => minute.ToBody())]);
    }
}
