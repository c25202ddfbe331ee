using Microsoft.Data.Sqlite;

namespace ShopActors.Storage.Sqlite;

/// <summary>The tables of the store, and the migrations between their versions (docs/design/store.md).</summary>
internal static class SqliteSchema
{
    // "shop" in ASCII: distinguishes a shop's database from others.
    private const int ApplicationId = 0x73686F70;

    // The step at index n migrates from version n to n + 1.
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE journal(
            key        INTEGER PRIMARY KEY,     -- grows with time
            id         TEXT    NOT NULL UNIQUE, -- the text of the grain's id
            wake_at    INTEGER,                 -- Unix milliseconds
            expires_at INTEGER,                 -- Unix milliseconds
            list       TEXT                     -- the list that it is on
        ) STRICT;
        CREATE INDEX journal_wake_at ON journal(wake_at) WHERE wake_at IS NOT NULL;
        CREATE INDEX journal_list ON journal(list, key) WHERE list IS NOT NULL;
        CREATE TABLE append(
            journal     INTEGER NOT NULL,
            number      INTEGER NOT NULL, -- from 1, without gaps behind the snapshot
            version     INTEGER NOT NULL, -- number of events ever appended
            writer      INTEGER NOT NULL, -- the activation that wrote it
            is_snapshot INTEGER NOT NULL, -- whether it stands for everything before it
            payload     TEXT    NOT NULL, -- a JSON array of the events, or the snapshot
            checksum    INTEGER NOT NULL,
            PRIMARY KEY (journal, number)
        ) STRICT, WITHOUT ROWID;
        """,
    ];

    /// <summary>Creates the tables or migrates those of an earlier version; refuses a foreign or newer file.</summary>
    public static void Migrate(SqliteConnection connection)
    {
        var version = (int)Scalar(connection, "PRAGMA user_version");
        var application = Scalar(connection, "PRAGMA application_id");
        if (version == 0 && Scalar(connection, "SELECT count(*) FROM sqlite_schema") == 0) application = ApplicationId;
        if (application != ApplicationId)
        {
            throw new JournalStoreException(
                JournalStoreFailure.Misconfigured, $"{connection.DataSource} is a database of another program.");
        }

        if (version > Steps.Length)
        {
            throw new JournalStoreException(
                JournalStoreFailure.Newer,
                $"{connection.DataSource} has schema version {version}; this program knows versions up to " +
                $"{Steps.Length}.");
        }

        for (; version < Steps.Length; version++)
        {
            Run(connection,
                $"BEGIN IMMEDIATE; {Steps[version]} PRAGMA application_id = {ApplicationId}; " +
                $"PRAGMA user_version = {version + 1}; COMMIT;");
        }
    }

    /// <summary>
    /// Sets the journal mode, which is stored in the file; refuses a file system that does not support it.
    /// </summary>
    public static void UseWriteAheadLog(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        if (command.ExecuteScalar() is "wal") return;

        throw new JournalStoreException(
            JournalStoreFailure.Misconfigured,
            $"The file system of {connection.DataSource} supports no write-ahead log: it lacks shared memory between " +
            "processes.");
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this program.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this program.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }
}
