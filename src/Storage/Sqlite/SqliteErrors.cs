using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ShopActors.Storage.Sqlite;

/// <summary>Translates errors of SQLite into the store's failures.</summary>
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
        Failure(exception) is JournalStoreFailure.OutcomeUnknown or JournalStoreFailure.Corrupt;

    public static JournalStoreException Translate(SqliteException exception) =>
        new(Failure(exception), $"SQLite failed: {exception.Message} ({exception.SqliteExtendedErrorCode}).");

    private static JournalStoreFailure Failure(SqliteException exception) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => JournalStoreFailure.Full,
        raw.SQLITE_IOERR when exception.SqliteExtendedErrorCode == IndexCannotGrow => JournalStoreFailure.Full,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => JournalStoreFailure.Unavailable,
        raw.SQLITE_TOOBIG => JournalStoreFailure.TooLarge,
        raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_READONLY or raw.SQLITE_AUTH =>
            JournalStoreFailure.Misconfigured,

        // The program never writes a version twice or creates a journal twice, so a violated constraint means damage.
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_CONSTRAINT => JournalStoreFailure.Corrupt,
        _ => JournalStoreFailure.OutcomeUnknown,
    };
}
