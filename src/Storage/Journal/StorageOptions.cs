using System.ComponentModel.DataAnnotations;

namespace ShopActors.Storage;

/// <summary>Which journal store to use, and where it is.</summary>
public sealed class StorageOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Storage";

    /// <summary>The kind of store.</summary>
    /// <value>Default: <see cref="StorageBackend.Sqlite"/>.</value>
    [EnumDataType(typeof(StorageBackend))]
    public StorageBackend Backend { get; set; } = StorageBackend.Sqlite;

    /// <summary>The directory of the <see cref="StorageBackend.Sqlite"/> store's database.</summary>
    /// <value>Default: <c>./data</c>.</value>
    [Required]
    public string Path { get; set; } = "./data";
}

/// <summary>The kinds of journal stores.</summary>
public enum StorageBackend
{
    /// <summary>A SQLite database of one process.</summary>
    Sqlite = 0,

    /// <summary>A PostgreSQL server that all silos of a cluster share.</summary>
    Postgres = 1,

    /// <summary>The memory of one process; lost when the process ends.</summary>
    Memory = 2,
}
