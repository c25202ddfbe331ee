using Npgsql;

namespace ShopActors.Storage.Postgres;

/// <summary>Translates errors of PostgreSQL and its client into the store's failures.</summary>
internal static class PostgresErrors
{
    /// <summary>Creates the store's exception for an error.</summary>
    /// <param name="exception">The exception that the client threw.</param>
    /// <param name="doubt">The failure to report if the statement may have been executed.</param>
    public static JournalStoreException Translate(Exception exception, JournalStoreFailure doubt) => exception switch
    {
        JournalStoreException known => known,
        ObjectDisposedException => new(JournalStoreFailure.Closed, "The journal store is closed.", exception),
        PostgresException refused => new(
            FailureOf(refused.SqlState) ?? doubt, "PostgreSQL refused.", exception),

        // With several hosts the client collects one error per host.
        NpgsqlException { InnerException: AggregateException all } when MostTelling(all) is { } inner =>
            Translate(inner, doubt),
        _ when IsTimeout(exception) => new(doubt, "PostgreSQL did not answer in time.", exception),
        _ => new(doubt, "The connection to PostgreSQL failed.", exception),
    };

    /// <summary>
    /// Whether the same statement may succeed when it is sent again, because it collided with another transaction.
    /// </summary>
    public static bool IsCollision(Exception exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
    };

    /// <summary>
    /// Whether the statement timed out. Requests queued behind it have then waited long enough as well.
    /// </summary>
    public static bool IsTimeout(Exception exception) => exception
        is OperationCanceledException
        or TimeoutException
        or NpgsqlException { InnerException: TimeoutException or OperationCanceledException }
        or PostgresException { SqlState: PostgresErrorCodes.QueryCanceled };

    /// <summary>Whether the connection is still usable after the error: only the statement failed.</summary>
    public static bool KeepsConnection(Exception exception) =>
        exception is PostgresException { InvariantSeverity: "ERROR" } refused
        && (refused.SqlState is PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable
            || IsCollision(exception)
            || FailureOf(refused.SqlState) is
                JournalStoreFailure.Full or JournalStoreFailure.TooLarge or JournalStoreFailure.Corrupt);

    // Null if the error does not tell whether the transaction was committed.
    private static JournalStoreFailure? FailureOf(string sqlState) => sqlState switch
    {
        PostgresErrorCodes.DiskFull or PostgresErrorCodes.ConfigurationLimitExceeded => JournalStoreFailure.Full,
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.ReadOnlySqlTransaction =>
            JournalStoreFailure.Unavailable,
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => JournalStoreFailure.Corrupt,
        PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InvalidSchemaName =>
            JournalStoreFailure.Misconfigured,
        _ => sqlState[..Math.Min(2, sqlState.Length)] switch
        {
            "53" => JournalStoreFailure.Unavailable, // no memory or no connection left
            "28" or "42" => JournalStoreFailure.Misconfigured, // no permission, or tables that are not there
            "22" or "54" => JournalStoreFailure.TooLarge,

            // The tables have no constraint that an append to undamaged data could violate.
            "23" => JournalStoreFailure.Corrupt,
            _ => null,
        },
    };

    private static Exception? MostTelling(AggregateException all) =>
        all.InnerExceptions.FirstOrDefault(static e => e is JournalStoreException { IsTransient: false })
        ?? all.InnerExceptions.FirstOrDefault(static e => e is JournalStoreException or PostgresException)
        ?? all.InnerExceptions.FirstOrDefault();
}
