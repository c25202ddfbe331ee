using System.ComponentModel.DataAnnotations;

namespace ShopActors.Storage;

/// <summary>Settings of <see cref="JournalWaker"/>.</summary>
public sealed class JournalWakerOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Storage:Waker";

    /// <summary>How often the store is queried for due journals.</summary>
    /// <value>Default: 500 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan Period { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The minimum delay between two attempts to wake one grain; doubles with every failure.</summary>
    /// <value>Default: 2 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The maximum delay between two attempts to wake one grain.</summary>
    /// <value>Default: 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan RetryDelayMax { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many grains are woken at the same time.</summary>
    /// <value>Default: 64.</value>
    [Range(1, 10_000)]
    public int Concurrency { get; set; } = 64;
}
