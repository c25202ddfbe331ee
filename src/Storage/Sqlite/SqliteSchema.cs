using Microsoft.Data.Sqlite;

namespace ShopActors.Storage.Sqlite;

/// <summary>The tables of one kind of database, and the migrations between their versions.</summary>
/// <param name="applicationId">Distinguishes this kind of database from others.</param>
/// <param name="steps">The step at index n migrates from version n to n + 1.</param>
internal sealed class SqliteSchema(int applicationId, params string[] steps)
{
    /// <summary>Creates the tables or migrates those of an earlier version; refuses a foreign or newer file.</summary>
    public void Migrate(SqliteConnection connection)
    {
        var version = (int)Scalar(connection, "PRAGMA user_version");
        var application = Scalar(connection, "PRAGMA application_id");
        if (version == 0 && Scalar(connection, "SELECT count(*) FROM sqlite_schema") == 0) application = applicationId;
        if (application != applicationId)
        {
            throw new SqliteFailureException(
                SqliteFailure.Misconfigured, $"{connection.DataSource} is a database of another program.");
        }

        if (version > steps.Length)
        {
            throw new SqliteFailureException(
                SqliteFailure.Newer,
                $"{connection.DataSource} has schema version {version}; this program knows versions up to " +
                $"{steps.Length}.");
        }

        for (; version < steps.Length; version++)
        {
            Run(connection,
                $"BEGIN IMMEDIATE; {steps[version]} PRAGMA application_id = {applicationId}; " +
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

        throw new SqliteFailureException(
            SqliteFailure.Misconfigured,
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
