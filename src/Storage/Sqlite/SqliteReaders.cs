using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace ShopActors.Storage.Sqlite;

/// <summary>A pool of connections for reading, each used by one thread at a time.</summary>
internal sealed class SqliteReaders(SqliteDatabase database) : IDisposable
{
    // The most idle connections that are kept; a connection holds about 100 kB.
    private const int IdleMax = 16;

    private readonly ConcurrentBag<SqliteReader> _idle = [];
    private volatile bool _isDisposed;

    public T Read<T>(Func<SqliteReader, T> read)
    {
        if (_isDisposed) throw Closed();

        try
        {
            var reader = _idle.TryTake(out var idle) ? idle : new SqliteReader(database);
            try
            {
                return read(reader);
            }
            finally
            {
                GiveBack(reader);
            }
        }
        catch (SqliteException e)
        {
            throw JournalFailures.Translate(e);
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryTake(out var reader)) reader.Dispose();
    }

    public static JournalStoreException Closed() => new(JournalStoreFailure.Closed, "The journal store is closed.");

    private void GiveBack(SqliteReader reader)
    {
        if (_isDisposed || _idle.Count >= IdleMax) reader.Dispose();
        else _idle.Add(reader);
    }
}
