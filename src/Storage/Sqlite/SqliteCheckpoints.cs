using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ShopActors.Storage.Sqlite;

/// <summary>
/// Copies the write-ahead log into the database file, concurrently with the writer. A checkpoint in the background
/// copies everything except what is committed meanwhile, and makes it durable; the writer then copies that small rest
/// between two batches, after which SQLite restarts the log.
/// </summary>
internal sealed class SqliteCheckpoints(
    SqliteDatabase database, SqliteConnection writer, int pagesMax, Action<Exception> fatal) : IDisposable
{
    private const int CutOffMilliseconds = 50;

    // The second pass copies what is committed during the first.
    private const int Passes = 2;

    private int _pagesAtLast;
    private Thread? _copying;
    private bool _mustEmptyLog;

    /// <summary>Called on the writer's thread, with no transaction open.</summary>
    public void AfterCommit()
    {
        if (_mustEmptyLog)
        {
            _copying?.Join();
            _mustEmptyLog = !CutOff();
            (_copying, _pagesAtLast) = (null, PagesWritten());
            return;
        }

        if (_copying is { IsAlive: false })
        {
            Copy(writer);
            (_copying, _pagesAtLast) = (null, PagesWritten());
        }
        else if (_copying is null && PagesWritten() - _pagesAtLast >= pagesMax)
        {
            _copying = new Thread(CopyBesideTheWriter) { IsBackground = true, Name = "sqlite checkpoint" };
            _copying.Start();
        }
    }

    /// <summary>
    /// Copies the whole write-ahead log and truncates it, because it still contains erased data. If another tool is
    /// reading the file, the log is truncated after a later commit.
    /// </summary>
    public void EmptyLog() => _mustEmptyLog = true;

    public void Dispose() => _copying?.Join();

    /// <summary>
    /// Copies and truncates the log; false if it is being read and longer than commits should wait for that.
    /// </summary>
    private bool CutOff()
    {
        _ = raw.sqlite3_busy_timeout(writer.Handle, CutOffMilliseconds);
        try
        {
            return Copy(writer, raw.SQLITE_CHECKPOINT_TRUNCATE);
        }
        finally
        {
            _ = raw.sqlite3_busy_timeout(writer.Handle, SqliteDatabase.BusyMilliseconds);
        }
    }

    /// <summary>
    /// Returns false if the copy is incomplete, because the disk is full or another tool is reading; the
    /// next call continues.
    /// </summary>
    private static bool Copy(SqliteConnection connection, int mode = raw.SQLITE_CHECKPOINT_PASSIVE)
    {
        var handle = connection.Handle!;
        if (raw.sqlite3_wal_checkpoint_v2(handle, null, mode, out _, out _) == raw.SQLITE_OK) return true;

        var error = SqliteErrors.Last(handle);
        return SqliteErrors.IsFatal(error) ? throw error : false;
    }

    private void CopyBesideTheWriter()
    {
        try
        {
            using var connection = database.Connect();
            for (var pass = 1; pass <= Passes; pass++)
            {
                // SQLite syncs the file only when it has copied the whole log, which would be on the writer's thread.
                Copy(connection);
                database.Sync();
            }
        }
        catch (Exception e)
        {
            // After a sync that failed here, the next one would report success for pages that are lost.
            fatal(e);
        }
    }

    private int PagesWritten()
    {
        _ = raw.sqlite3_db_status(writer.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 0);
        return pages;
    }
}
