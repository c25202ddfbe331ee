using System.ComponentModel.DataAnnotations;

namespace ShopActors.Storage;

/// <summary>Settings of journaled grains.</summary>
public sealed class JournalGrainOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Storage:Grains";

    /// <summary>
    /// A snapshot is taken with the first append after this many events, once those events are also larger than the
    /// previous snapshot. This keeps activation short and the cost of snapshots below that of events.
    /// </summary>
    /// <value>Default: 32.</value>
    [Range(1, 100_000)]
    public int SnapshotEvents { get; set; } = 32;

    /// <summary>The most bytes of events in one append. A single larger commit is still one append.</summary>
    /// <value>Default: 256 KiB.</value>
    [Range(1, 4 * 1024 * 1024)]
    public int AppendBytesMax { get; set; } = 256 * 1024;
}
