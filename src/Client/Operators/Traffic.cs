namespace ShopActors.Client;

/// <summary>The requests that one API process served. Streams are left out.</summary>
public sealed record Traffic
{
    /// <summary>The median of the last five minutes; null without requests.</summary>
    public double? P50Milliseconds { get; init; }

    /// <summary>The 99th percentile of the last five minutes; null without requests.</summary>
    public double? P99Milliseconds { get; init; }

    /// <summary>The last 30 minutes, the present one last.</summary>
    public required IReadOnlyList<TrafficMinute> Minutes { get; init; }
}
