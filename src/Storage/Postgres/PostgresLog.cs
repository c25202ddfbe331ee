using Microsoft.Extensions.Logging;

namespace ShopActors.Storage.Postgres;

/// <summary>Log messages of the PostgreSQL store; event ids 3200 to 3299.</summary>
internal static partial class PostgresLog
{
    [LoggerMessage(3200, LogLevel.Critical, "All journals are halted: PostgreSQL has lost acknowledged data")]
    public static partial void JournalsHalted(this ILogger logger, Exception exception);

    [LoggerMessage(3201, LogLevel.Warning,
        "The connection for appends failed; {Appends} appends failed with {Failure}")]
    public static partial void WriterFailed(
        this ILogger logger, Exception exception, int appends, JournalStoreFailure failure);

    [LoggerMessage(3202, LogLevel.Information, "The connection for appends is open")]
    public static partial void WriterConnected(this ILogger logger);

    [LoggerMessage(3203, LogLevel.Information, "The schema was migrated from version {From} to {To}")]
    public static partial void SchemaMigrated(this ILogger logger, int from, int to);
}
