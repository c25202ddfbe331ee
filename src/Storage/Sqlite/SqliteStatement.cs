using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ShopActors.Storage.Sqlite;

/// <summary>
/// A prepared statement for repeated use. ADO.NET's commands allocate a reader and box every parameter on each run, and
/// the writer runs some twenty per checkout.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    // The longest text in bytes that is encoded on the stack: longer than any id.
    private const int StackMax = 1024;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    public SqliteStatement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, long? value)
    {
        if (value is { } known) return Bind(parameter, known);

        Check(raw.sqlite3_bind_null(_statement, parameter));
        return this;
    }

    public SqliteStatement Bind(int parameter, string? value)
    {
        if (value is null) return Bind(parameter, (long?)null);

        Span<byte> buffer = value.Length <= StackMax / 3 ? stackalloc byte[StackMax] : new byte[value.Length * 3];
        return BindText(parameter, buffer[..Encoding.UTF8.GetBytes(value, buffer)]);
    }

    /// <summary>Binds UTF-8 text.</summary>
    public SqliteStatement BindText(int parameter, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_text(_statement, parameter, value));
        return this;
    }

    /// <summary>Runs a statement without rows; returns the number of rows changed.</summary>
    public int Run()
    {
        try
        {
            _ = Step();
            return raw.sqlite3_changes(_database);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The key of the row that the connection inserted last.</summary>
    public long LastKey => raw.sqlite3_last_insert_rowid(_database);

    /// <summary>Moves to the next row; false after the last one. <see cref="Reset"/> ends the reading.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result == raw.SQLITE_DONE) return false;

        throw SqliteErrors.Last(_database);
    }

    /// <summary>Reads all rows.</summary>
    public List<T> Rows<T>(Func<SqliteStatement, T> read)
    {
        try
        {
            var rows = new List<T>();
            while (Step()) rows.Add(read(this));
            return rows;
        }
        finally
        {
            Reset();
        }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>The UTF-8 of a column, valid until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(_statement, column);

    // The result repeats the error of the last step, which was already thrown.
    public void Reset() => _ = raw.sqlite3_reset(_statement);

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw SqliteErrors.Last(_database);
    }
}
