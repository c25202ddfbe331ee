using System.ComponentModel.DataAnnotations;

namespace ShopActors.Storage.Sqlite;

/// <summary>Settings of the SQLite store.</summary>
public sealed class SqliteJournalStoreOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Storage:Sqlite";

    /// <summary>
    /// How many pages of 4 KiB are written to the write-ahead log before they are copied into the database file.
    /// </summary>
    /// <value>Default: 16,384 (64 MiB).</value>
    [Range(1, 1_000_000)]
    public int CheckpointPages { get; set; } = 16_384;
}
