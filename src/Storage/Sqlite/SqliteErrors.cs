using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ShopActors.Storage.Sqlite;

/// <summary>Classifies the errors of SQLite.</summary>
internal static class SqliteErrors
{
    // The file of the WAL index could not grow: nothing has been written yet.
    private const int IndexCannotGrow = raw.SQLITE_IOERR | (19 << 8);

    /// <summary>Creates an exception for the error of the connection's last call.</summary>
    public static SqliteException Last(sqlite3 database) => new(
        raw.sqlite3_errmsg(database).utf8_to_string(),
        raw.sqlite3_errcode(database) & 0xff,
        raw.sqlite3_extended_errcode(database));

    /// <summary>
    /// Whether only a restart, which reads the disk again, can tell what is durable. After a failed sync the kernel may
    /// have dropped the pages and report success the next time.
    /// </summary>
    public static bool IsFatal(SqliteException exception) =>
        Failure(exception) is SqliteFailure.OutcomeUnknown or SqliteFailure.Corrupt;

    public static SqliteFailureException Translate(SqliteException exception) => new(
        Failure(exception), $"SQLite failed: {exception.Message} ({exception.SqliteExtendedErrorCode}).", exception);

    public static SqliteFailure Failure(SqliteException exception) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => SqliteFailure.Full,
        raw.SQLITE_IOERR when exception.SqliteExtendedErrorCode == IndexCannotGrow => SqliteFailure.Full,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => SqliteFailure.Unavailable,
        raw.SQLITE_TOOBIG => SqliteFailure.TooLarge,
        raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_READONLY or raw.SQLITE_AUTH => SqliteFailure.Misconfigured,

        // The programs never insert a key twice, so a violated constraint means damage.
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_CONSTRAINT => SqliteFailure.Corrupt,
        _ => SqliteFailure.OutcomeUnknown,
    };
}
