namespace ShopActors.WebApi.Ops;

/// <summary>The requests of one minute, by duration. Safe for concurrent use.</summary>
/// <param name="minute">The minute since the beginning of 1970.</param>
internal sealed class TrafficMinute(long minute)
{
    private const int BucketsPerDoubling = 4; // A percentile is at most 19 % too high.
    private const int Buckets = 128; // Up to 2^32 µs, which is more than the longest request may take.

    private readonly int[] _counts = new int[Buckets];
    private int _failures;

    public long Minute { get; } = minute;

    public void Add(TimeSpan elapsed, bool hasFailed)
    {
        var doublings = Math.Log2(Math.Max(1, elapsed.TotalMicroseconds));
        Interlocked.Increment(ref _counts[Math.Min((int)(doublings * BucketsPerDoubling), Buckets - 1)]);
        if (hasFailed) Interlocked.Increment(ref _failures);
    }

    public TrafficMinuteBody ToBody() => new(
        DateTimeOffset.FromUnixTimeSeconds(Minute * 60), _counts.Sum(), _failures, Percentile([this], 0.99));

    /// <summary>
    /// The duration in milliseconds that this share of the requests did not exceed; null without requests.
    /// </summary>
    public static double? Percentile(IReadOnlyList<TrafficMinute> minutes, double share)
    {
        var total = minutes.Sum(static minute => minute._counts.Sum());
        if (total == 0) return null;
        var remaining = (long)Math.Ceiling(total * share);
        var bucket = 0;
        for (; bucket < Buckets - 1; bucket++)
        {
            remaining -= minutes.Sum(minute => minute._counts[bucket]);
            if (remaining <= 0) break;
        }

        return Math.Round(Math.Pow(2, (bucket + 1.0) / BucketsPerDoubling) / 1_000, 3);
    }
}
