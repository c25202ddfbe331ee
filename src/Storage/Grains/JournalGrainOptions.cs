using System.ComponentModel.DataAnnotations;

namespace ShopActors.Storage;

/// <summary>Settings of journaled grains.</summary>
public sealed class JournalGrainOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Storage:Grains";

    /// <summary>
    /// A snapshot goes with the first append after this many events, once those events also outweigh the snapshot
    /// before: activation stays short, and snapshots never cost more than the events do.
    /// </summary>
    /// <value>Default: 32.</value>
    [Range(1, 100_000)]
    public int SnapshotEvents { get; set; } = 32;

    /// <summary>
    /// The most bytes of events that one append takes; a single commit larger than that is still one append.
    /// </summary>
    /// <value>Default: 256 KiB.</value>
    [Range(1, 4 * 1024 * 1024)]
    public int AppendBytesMax { get; set; } = 256 * 1024;
}
