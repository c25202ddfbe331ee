using Microsoft.Data.Sqlite;

namespace ShopActors.Storage.Sqlite;

/// <summary>
/// The only thread that writes. It takes all queued requests, applies them in order in one transaction, and answers
/// when the commit, with its one sync, is done.
/// <para>
/// After an error that leaves it unknown what is durable (above all a failed sync) the process ends; the next start
/// reads the disk.
/// </para>
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    // The most requests in one batch: bounds the time of one answer.
    private const int BatchMax = 1024;

    // The written pages are few and new, but SQLite scans the whole cache at each commit.
    private const int CacheKiB = 8192;

    private readonly SqliteConnection _connection;
    private readonly SqliteOutbox _outbox;
    private readonly SqliteAppends _appends;
    private readonly SqliteTransactions _transactions;
    private readonly SqliteCheckpoints _checkpoints;
    private readonly TimeProvider _time;
    private readonly Action<Exception> _fatal;
    private readonly Thread _thread;
    private readonly SqliteQueue<SqliteRequest> _queue = new();

    private JournalStoreException? _closed;
    private List<SqliteRequest> _taken = [];
    private long _generation;

    public SqliteWriter(SqliteDatabase database, int checkpointPages, TimeProvider time, Action<Exception> fatal)
    {
        (_time, _fatal) = (time, fatal);
        _connection = database.Connect();

        // Overwrite deleted content, because some of it is personal data.
        SqliteSchema.Run(_connection, $"PRAGMA cache_size = -{CacheKiB}; PRAGMA secure_delete = ON");
        _outbox = new(_connection);
        _appends = new(_connection, _outbox);
        _transactions = new(_connection);
        _checkpoints = new(database, _connection, checkpointPages, Fail);
        _thread = new Thread(Run) { IsBackground = true, Name = "journal writer" };
        _thread.Start();
    }

    /// <summary>The statements that change journals, for requests in their turn.</summary>
    public SqliteAppends Appends => _appends;

    /// <summary>The outbox, for requests in their turn.</summary>
    public SqliteOutbox Outbox => _outbox;

    /// <summary>See <see cref="IJournalStore.OutboxGrowth"/>.</summary>
    public Task OutboxGrowth => _outbox.Growth.Next;

    /// <summary>See <see cref="IJournalStore.Generation"/>.</summary>
    public long Generation => Volatile.Read(ref _generation);

    /// <summary>Why the store no longer serves; null while it does.</summary>
    public JournalStoreException? Closed => Volatile.Read(ref _closed);

    public Task<long> EnqueueAsync(SqliteRequest request)
    {
        if (!_queue.TryAdd(request)) request.TrySetException(Closed ?? SqliteReaders.Closed());
        return request.Task;
    }

    /// <summary>Writes the queued requests, copies the log into the database file and ends the thread.</summary>
    public void Dispose()
    {
        _queue.Close();
        _thread.Join();
        foreach (var part in (IDisposable[])[_checkpoints, _appends, _outbox, _transactions, _connection])
        {
            part.Dispose();
        }
    }

    private void Run()
    {
        try
        {
            while (_queue.Take(ref _taken))
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

    private void Write(List<SqliteRequest> batch)
    {
        JournalStoreException? failure = null;
        try
        {
            Commit(batch);
        }
        catch (SqliteException e)
        {
            failure = JournalFailures.Translate(e);
            if (SqliteErrors.IsFatal(e))
            {
                // Before the answers: their continuations must not find a store that still serves.
                Close(SqliteReaders.Closed());
                Answer(batch, failure);
                throw;
            }

            _appends.Forget();
            _outbox.Clear();
            _transactions.RollBack();
        }

        Answer(batch, failure);
    }

    private void Commit(List<SqliteRequest> batch)
    {
        _transactions.Begin();
        foreach (var request in batch)
        {
            request.Apply(this, _generation);

            // Requests behind it may depend on it.
            if (request is { IsRefused: true, IsReliedOn: true }) EndGeneration();
        }

        _outbox.Write(_time.GetUtcNow());
        var began = _time.GetTimestamp();
        _transactions.Commit();
        _outbox.Committed();
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
            request.BatchSize = batch.Count;
            request.Answer();
        }

        if (failure is not null) refused = batch.Count;
        if (refused > 0) StorageInstruments.Refusals.Add(refused);
        if (batch.Count > refused) StorageInstruments.Appends.Add(batch.Count - refused);
        _queue.AwaitTurns(batch.Count);
    }

    private void Fail(Exception exception)
    {
        Close(SqliteReaders.Closed());
        _fatal(exception);
    }

    private void Close(JournalStoreException reason)
    {
        Volatile.Write(ref _closed, reason);
        foreach (var request in _queue.Abandon()) request.TrySetException(reason);
    }
}
