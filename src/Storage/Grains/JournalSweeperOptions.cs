using System.ComponentModel.DataAnnotations;

namespace ShopActors.Storage;

/// <summary>Settings of <see cref="JournalSweeper"/>.</summary>
public sealed class JournalSweeperOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Storage:Sweeper";

    /// <summary>How often a silo examines journals.</summary>
    /// <value>Default: 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan Period { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How many journals it examines each time. At the default, ten million journals take three hours.
    /// </summary>
    /// <value>Default: 1,000.</value>
    [Range(1, 100_000)]
    public int Journals { get; set; } = 1000;

    /// <summary>How long it pauses after it has reached the end, or after the store has failed.</summary>
    /// <value>Default: 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan Rest { get; set; } = TimeSpan.FromMinutes(10);
}
