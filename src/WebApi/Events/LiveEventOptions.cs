using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Events;

/// <summary>Settings of event streams.</summary>
internal sealed class LiveEventOptions
{
    public const string SectionName = "Events:Live";

    /// <summary>The most open streams of a process.</summary>
    /// <value>Default: 10,000.</value>
    [Range(1, 1_000_000)]
    public int ConnectionsMax { get; set; } = 10_000;

    /// <summary>The most events that wait for a slow client; beyond it its stream ends, and it resumes.</summary>
    /// <value>Default: 256.</value>
    [Range(1, 100_000)]
    public int BufferMax { get; set; } = 256;

    /// <summary>How often a silent stream sends a comment, so that both sides notice a dead connection.</summary>
    /// <value>Default: 15 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a stream lasts; then the client resumes, with credentials that are checked again.
    /// </summary>
    /// <value>Default: 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan TimeMax { get; set; } = TimeSpan.FromMinutes(10);
}
