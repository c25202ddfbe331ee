using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ShopActors.Storage.Sqlite;

/// <summary>
/// The only thread that writes. It takes all queued requests, applies them in order in one transaction, and answers
/// when the commit, with its one sync, is done. Requests that arrive during the sync form the next batch.
/// <para>
/// After a batch it lets the answered callers run before it takes the next one: a work item queued behind them in the
/// thread pool signals when they have. An idle pool runs it at once; a busy one makes the next batch larger, which is
/// when fewer syncs matter.
/// </para>
/// <para>
/// After an error that leaves it unknown what is durable (above all a failed sync) the process ends; the next start
/// reads the disk.
/// </para>
/// </summary>
internal sealed class SqliteWriter : IDisposable, IThreadPoolWorkItem
{
    // The most requests in one batch: bounds the time of one answer.
    private const int BatchMax = 1024;

    // The written pages are few and new, but SQLite scans the whole cache at each commit.
    private const int CacheKiB = 8192;

    // The longest time that a busy pool may delay the writer.
    private static readonly TimeSpan TurnsMax = TimeSpan.FromMilliseconds(2);

    private readonly SqliteConnection _connection;
    private readonly SqliteAppends _appends;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;
    private readonly SqliteCheckpoints _checkpoints;
    private readonly TimeProvider _time;
    private readonly Action<Exception> _fatal;
    private readonly Thread _thread;

    // Guards the queue and the flags; the writer thread waits on it.
    private readonly object _gate = new();
    private List<SqliteRequest> _queue = [];
    private bool _isStopping;
    private bool _isAwaitingTurns;
    private JournalStoreException? _closed;

    private List<SqliteRequest> _taken = [];
    private long _generation;

    public SqliteWriter(SqliteDatabase database, int checkpointPages, TimeProvider time, Action<Exception> fatal)
    {
        (_time, _fatal) = (time, fatal);
        _connection = database.Connect();

        // Overwrite deleted content, because some of it is personal data.
        SqliteSchema.Run(_connection, $"PRAGMA cache_size = -{CacheKiB}; PRAGMA secure_delete = ON");
        _appends = new(_connection);
        _begin = new(_connection, "BEGIN IMMEDIATE");
        _commit = new(_connection, "COMMIT");
        _rollback = new(_connection, "ROLLBACK");
        _checkpoints = new(database, _connection, checkpointPages, Fail);
        _thread = new Thread(Run) { IsBackground = true, Name = "journal writer" };
        _thread.Start();
    }

    /// <summary>See <see cref="IJournalStore.Generation"/>.</summary>
    public long Generation => Volatile.Read(ref _generation);

    /// <summary>Why the store no longer serves; null while it does.</summary>
    public JournalStoreException? Closed => Volatile.Read(ref _closed);

    public Task<long> EnqueueAsync(SqliteRequest request)
    {
        lock (_gate)
        {
            if (_closed is null && !_isStopping)
            {
                _queue.Add(request);
                if (_queue.Count == 1 && !_isAwaitingTurns) Monitor.Pulse(_gate);
                return request.Task;
            }
        }

        return Task.FromException<long>(Closed ?? SqliteReaders.Closed());
    }

    /// <summary>Writes the queued requests, copies the log into the database file and ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        foreach (var part in (IDisposable[])[_checkpoints, _appends, _begin, _commit, _rollback, _connection])
        {
            part.Dispose();
        }
    }

    /// <summary>
    /// Queued behind the callers that the last batch answered: their next appends are in the queue by now.
    /// </summary>
    void IThreadPoolWorkItem.Execute()
    {
        lock (_gate)
        {
            _isAwaitingTurns = false;
            if (_queue.Count > 0) Monitor.Pulse(_gate);
        }
    }

    private void Run()
    {
        try
        {
            while (Take())
            {
                for (var start = 0; start < _taken.Count; start += BatchMax)
                {
                    Write(_taken.GetRange(start, Math.Min(BatchMax, _taken.Count - start)));
                }

                if (_taken.Exists(static request => request.IsErasing)) _checkpoints.EmptyLog();
                _checkpoints.AfterCommit();
            }

            Close(SqliteReaders.Closed());
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    /// <summary>Waits for requests; false once all are done and the store is closing.</summary>
    private bool Take()
    {
        _taken.Clear();
        lock (_gate)
        {
            while (!_isStopping && (_queue.Count == 0 || _isAwaitingTurns))
            {
                if (!Monitor.Wait(_gate, _isAwaitingTurns ? TurnsMax : Timeout.InfiniteTimeSpan))
                {
                    _isAwaitingTurns = false;
                }
            }

            (_taken, _queue) = (_queue, _taken);
            return _taken.Count > 0;
        }
    }

    private void Write(List<SqliteRequest> batch)
    {
        JournalStoreException? failure = null;
        try
        {
            Commit(batch);
        }
        catch (SqliteException e)
        {
            failure = SqliteErrors.Translate(e);
            if (SqliteErrors.IsFatal(e))
            {
                // Before the answers: their continuations must not find a store that still serves.
                Close(SqliteReaders.Closed());
                Answer(batch, failure);
                throw;
            }

            _appends.Forget();
            if (raw.sqlite3_get_autocommit(_connection.Handle) == 0) _rollback.Run();
        }

        Answer(batch, failure);
    }

    private void Commit(List<SqliteRequest> batch)
    {
        _begin.Run();
        foreach (var request in batch)
        {
            request.Apply(_appends, _generation);

            // Requests behind it may depend on it.
            if (request is { IsRefused: true, IsReliedOn: true }) EndGeneration();
        }

        var began = _time.GetTimestamp();
        _commit.Run();
        StorageInstruments.SyncDuration.Record(_time.GetElapsedTime(began).TotalSeconds);
        StorageInstruments.BatchSize.Record(batch.Count);
    }

    private void EndGeneration() => Volatile.Write(ref _generation, _generation + 1);

    private void Answer(List<SqliteRequest> batch, JournalStoreException? failure)
    {
        if (failure is not null && batch.Exists(static request => request.IsReliedOn)) EndGeneration();
        var refused = 0;
        foreach (var request in batch)
        {
            if (failure is not null)
            {
                request.TrySetException(failure);
                continue;
            }

            if (request.IsRefused) refused++;
            request.Answer();
        }

        if (failure is not null) refused = batch.Count;
        if (refused > 0) StorageInstruments.Refusals.Add(refused);
        if (batch.Count > refused) StorageInstruments.Appends.Add(batch.Count - refused);
        AwaitTurns(batch.Count);
    }

    private void AwaitTurns(int answered)
    {
        // A single answered caller has no other to share the next batch with.
        if (answered < 2) return;

        lock (_gate)
        {
            _isAwaitingTurns = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void Fail(Exception exception)
    {
        Close(SqliteReaders.Closed());
        _fatal(exception);
    }

    private void Close(JournalStoreException reason)
    {
        List<SqliteRequest> rest;
        lock (_gate)
        {
            Volatile.Write(ref _closed, reason);
            rest = [.. _queue];
            _queue.Clear();
        }

        foreach (var request in rest) request.TrySetException(reason);
    }
}
