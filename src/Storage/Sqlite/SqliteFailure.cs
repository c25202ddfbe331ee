namespace ShopActors.Storage.Sqlite;

/// <summary>The reason why a database failed.</summary>
internal enum SqliteFailure
{
    /// <summary>It is unknown what is durable; only a restart, which reads the disk again, can tell.</summary>
    OutcomeUnknown,
    Corrupt,
    Full,
    Unavailable,
    TooLarge,
    Misconfigured,
    Locked,
    Newer,
}

/// <summary>A database failed.</summary>
internal sealed class SqliteFailureException(SqliteFailure failure, string message, Exception? cause = null)
    : IOException(message, cause)
{
    public SqliteFailure Failure => failure;
}
