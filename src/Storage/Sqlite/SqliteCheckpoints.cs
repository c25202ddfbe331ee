using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ShopActors.Storage.Sqlite;

/// <summary>
/// Copies the write-ahead log into the database's file beside the writer. A checkpoint in the background copies all but
/// what is committed meanwhile; the writer then copies that small rest between two batches, after which SQLite starts
/// the log anew.
/// </summary>
internal sealed class SqliteCheckpoints(
    SqliteDatabase database, SqliteConnection writer, int pagesMax, Action<Exception> fatal) : IDisposable
{
    private const int CutOffMilliseconds = 50;

    private int _pagesAtLast;
    private Thread? _copying;
    private bool _mustEmptyLog;

    /// <summary>On the writer's thread, with no transaction open.</summary>
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
            _copying = new Thread(CopyBesideTheWriter) { IsBackground = true, Name = "journal checkpoint" };
            _copying.Start();
        }
    }

    /// <summary>
    /// Copies all of the write-ahead log and cuts it off, because it still holds what was erased. Where another tool
    /// reads the file, the log is cut off after one of the next commits.
    /// </summary>
    public void EmptyLog() => _mustEmptyLog = true;

    public void Dispose() => _copying?.Join();

    /// <summary>
    /// Copies the log and cuts it off; false where it is being read and longer than commits should wait for that.
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
    /// What is not copied, because the disk is full or another tool is at work, waits for the next time; false then.
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
