using System.ComponentModel.DataAnnotations;

namespace ShopActors.Storage.Postgres;

/// <summary>Settings of the PostgreSQL store.</summary>
public sealed class PostgresJournalStoreOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Storage:Postgres";

    /// <summary>
    /// Where the database is, in Npgsql's notation. Several hosts may be given (<c>Host=pg1,pg2</c>); the store uses
    /// the one that is the primary. Pool size, time-outs and session settings are set by the store.
    /// </summary>
    /// <value>Default: <c>Host=127.0.0.1;Username=shop;Database=shop</c>.</value>
    [Required]
    public string ConnectionString { get; set; } = "Host=127.0.0.1;Username=shop;Database=shop";

    /// <summary>
    /// After this an append's outcome counts as unknown, and a read as failed. The server gives a statement up a little
    /// earlier, so that most late ones fail with a known outcome.
    /// </summary>
    /// <value>Default: 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many connections read journals at the same time.</summary>
    /// <value>Default: 4.</value>
    [Range(1, 64)]
    public int ReadersMax { get; set; } = 4;

    /// <summary>How many appends share one transaction, and how many reads one statement, at most.</summary>
    /// <value>Default: 256.</value>
    [Range(1, 4096)]
    public int BatchMax { get; set; } = 256;
}
