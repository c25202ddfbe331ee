using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ShopActors.Storage.Sqlite;

/// <summary>Begins and ends the transactions of the connection that writes.</summary>
internal sealed class SqliteTransactions(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly SqliteStatement _commit = new(connection, "COMMIT");
    private readonly SqliteStatement _rollback = new(connection, "ROLLBACK");

    public void Begin() => _begin.Run();

    /// <summary>Commits; when it returns, the changes are durable.</summary>
    public void Commit() => _commit.Run();

    /// <summary>Undoes what an error has not undone already.</summary>
    public void RollBack()
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0) _rollback.Run();
    }

    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])[_begin, _commit, _rollback]) statement.Dispose();
    }
}
