namespace ShopActors.Client;

/// <summary>The requests of one minute.</summary>
public sealed record TrafficMinute
{
    /// <summary>When it began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The requests that were answered.</summary>
    public required int Requests { get; init; }

    /// <summary>Those that the shop failed to answer, with a status of 500 and more.</summary>
    public required int Failures { get; init; }

    /// <summary>The 99th percentile of their durations; null without requests.</summary>
    public double? P99Milliseconds { get; init; }
}
