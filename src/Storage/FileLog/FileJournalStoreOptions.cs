using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;

namespace ShopActors.Storage.FileLog;

/// <summary>Settings of the file store.</summary>
public sealed class FileJournalStoreOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Storage:File";

    /// <summary>
    /// The size of a new store's segments, in bytes; an existing store keeps its own.
    /// <value>Default: 64 MiB.</value>
    /// </summary>
    [Range(4096, 1 << 30)]
    public int SegmentBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Compaction runs while the log is larger than this many times its live records, plus two segments.
    /// <value>Default: 1.8.</value>
    /// </summary>
    [Range(1.1, 100)]
    public double SpaceFactor { get; set; } = 1.8;

    /// <summary>
    /// How soon after a write the marker file records that it is durable. <value>Default: 20 ms.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan MarkerDelay { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Draws the id of a new store.</summary>
    internal Func<ulong> NewStoreId { get; set; } =
        static () => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
