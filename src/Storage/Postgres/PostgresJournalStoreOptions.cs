using System.ComponentModel.DataAnnotations;

namespace ShopActors.Storage.Postgres;

/// <summary>Settings of the PostgreSQL store.</summary>
public sealed class PostgresJournalStoreOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Storage:Postgres";

    /// <summary>
    /// The connection string in Npgsql's notation. Several hosts may be given (<c>Host=pg1,pg2</c>); the store uses the
    /// primary. The store itself sets pool size, time-outs and session settings.
    /// </summary>
    /// <value>Default: <c>Host=127.0.0.1;Username=shop;Database=shop</c>.</value>
    [Required]
    public string ConnectionString { get; set; } = "Host=127.0.0.1;Username=shop;Database=shop";

    /// <summary>
    /// After this time an append's outcome counts as unknown, and a read as failed. The server's statement time-out is
    /// slightly shorter, so that most late statements fail with a known outcome.
    /// </summary>
    /// <value>Default: 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The most connections that read journals at the same time.</summary>
    /// <value>Default: 4.</value>
    [Range(1, 64)]
    public int ReadersMax { get; set; } = 4;

    /// <summary>The most appends in one transaction, and the most reads in one statement.</summary>
    /// <value>Default: 256.</value>
    [Range(1, 4096)]
    public int BatchMax { get; set; } = 256;
}
