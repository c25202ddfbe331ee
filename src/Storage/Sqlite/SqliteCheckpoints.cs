using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ShopActors.Storage.Sqlite;

/// <summary>
/// Copies the write-ahead log into the database's file beside the writer. A checkpoint in the background copies all but what is
/// committed meanwhile; the writer then copies that small rest between two batches, after which SQLite starts the log anew.
/// </summary>
internal sealed class SqliteCheckpoints(
    SqliteDatabase database, SqliteConnection writer, int pagesMax, Action<Exception> fatal) : IDisposable
{
    private int _pagesAtLast;
    private Thread? _copying;

    /// <summary>On the writer's thread, with no transaction open.</summary>
    public void AfterCommit()
    {
        if (_copying is { IsAlive: false })
        {
            Copy(writer);
            (_copying, _pagesAtLast) = (null, PagesWritten());
        }
        else if (_copying is null && PagesWritten() - _pagesAtLast >= pagesMax)
        {
            _copying = new Thread(CopyBesideTheWriter) { IsBackground = true, Name = "journal checkpoint" };
            _copying.Start();
        }
    }

    public void Dispose() => _copying?.Join();

    /// <summary>What is not copied, because the disk is full or another tool is at work, waits for the next time.</summary>
    private static void Copy(SqliteConnection connection)
    {
        var handle = connection.Handle!;
        if (raw.sqlite3_wal_checkpoint_v2(handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _) == raw.SQLITE_OK) return;

        var error = SqliteErrors.Last(handle);
        if (SqliteErrors.IsFatal(error)) throw error;
    }

    private void CopyBesideTheWriter()
    {
        try
        {
            using var connection = database.Connect();
            Copy(connection);
        }
        catch (Exception e)
        {
            // A sync that failed here makes the next one report success for pages that are gone.
            fatal(e);
        }
    }

    private int PagesWritten()
    {
        _ = raw.sqlite3_db_status(writer.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 0);
        return pages;
    }
}
