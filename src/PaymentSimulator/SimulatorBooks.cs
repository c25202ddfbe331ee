using Microsoft.Data.Sqlite;
using ShopActors.Sqlite;

namespace ShopActors.PaymentSimulator;

/// <summary>
/// The provider's database. One thread does all queued work in order in one transaction and answers when the commit,
/// with its one sync, is done. On a full disk the work is refused, until there is space. After an error that leaves it
/// unknown what is durable (above all a failed sync) everything is refused until a restart.
/// </summary>
internal sealed class SimulatorBooks : IDisposable
{
    private const string PathSetting =
        $"{SimulatorOptions.SectionName}:{nameof(SimulatorOptions.DatabasePath)}";

    // The most work that may wait; more is refused.
    private const int WaitingMax = 10_000;

    // How many pages of 4 KiB are written to the write-ahead log before they are copied into the database file.
    private const int CheckpointPages = 4096;

    private readonly SqliteDatabase _database;
    private readonly SimulatorTables _tables;
    private readonly SqliteTransactions _transactions;
    private readonly SqliteCheckpoints _checkpoints;
    private readonly SqliteQueue<Work> _queue = new(WaitingMax);
    private readonly Thread _thread;

    // A connection for reading, used by one thread at a time.
    private readonly Lock _reading = new();
    private readonly SimulatorTables _readTables;

    // Why nothing more is done; null while it is.
    private IOException? _closed;

    private SimulatorBooks(SqliteDatabase database)
    {
        _database = database;
        _tables = new(database);
        _transactions = new(_tables.Connection);
        _checkpoints = new(database, _tables.Connection, CheckpointPages, e => Close(e));
        _readTables = new(database);
        _thread = new Thread(Run) { IsBackground = true, Name = "payment simulator" };
        _thread.Start();
    }

    /// <summary>Opens the books; throws <see cref="IOException"/> if they are open elsewhere or damaged.</summary>
    public static SimulatorBooks Open(string path)
    {
        var database = SqliteDatabase.Open(path, SimulatorTables.Schema, PathSetting);
        try
        {
            return new(database);
        }
        catch (SqliteException e)
        {
            database.Dispose();
            throw SqliteErrors.Translate(e);
        }
    }

    /// <summary>Does work in a transaction; completes with its result once that is durable.</summary>
    public Task<T> RunAsync<T>(Func<SimulatorTables, T> run)
    {
        var work = new Work<T>(run);
        return _queue.TryAdd(work)
            ? work.Task
            : Task.FromException<T>(
                Volatile.Read(ref _closed) ?? new IOException("The payment provider stops, or too much work waits."));
    }

    /// <summary>Reads what is durable, without waiting for the writer.</summary>
    public T Read<T>(Func<SimulatorTables, T> read)
    {
        lock (_reading)
        {
            if (Volatile.Read(ref _closed) is { } closed) throw closed;

            try
            {
                return read(_readTables);
            }
            catch (SqliteException e)
            {
                throw SqliteErrors.Translate(e);
            }
        }
    }

    /// <summary>Does the queued work, ends the thread and closes the files.</summary>
    public void Dispose()
    {
        _queue.Close();
        _thread.Join();
        lock (_reading)
        {
            Close(new ObjectDisposedException(nameof(SimulatorBooks)));
            foreach (var part in (IDisposable[])[_checkpoints, _transactions, _tables, _readTables, _database])
            {
                part.Dispose();
            }
        }
    }

    private void Run()
    {
        List<Work> batch = [];
        try
        {
            while (_queue.Take(ref batch))
            {
                Write(batch);
                _queue.AwaitTurns(batch.Count);
                batch.Clear();
                _checkpoints.AfterCommit();
            }
        }
        catch (Exception e)
        {
            // After a failed sync the next one would report success for pages that are lost.
            var closed = Close(e);
            foreach (var work in batch) work.Fail(closed);
        }
    }

    private void Write(List<Work> batch)
    {
        try
        {
            _transactions.Begin();
            foreach (var work in batch) work.Run(_tables);
            _transactions.Commit();
        }
        catch (SqliteException e) when (!SqliteErrors.IsFatal(e))
        {
            _transactions.RollBack();
            foreach (var work in batch) work.Fail(SqliteErrors.Translate(e));
            return;
        }

        foreach (var work in batch) work.Answer();
    }

    /// <summary>Refuses everything from now on, for the first reason that was given.</summary>
    private IOException Close(Exception reason)
    {
        var closed = new IOException($"The payment provider has stopped: {reason.Message}", reason);
        closed = Interlocked.CompareExchange(ref _closed, closed, null) ?? closed;
        foreach (var work in _queue.Abandon()) work.Fail(closed);
        return closed;
    }

    private abstract class Work
    {
        public abstract void Run(SimulatorTables tables);

        public abstract void Answer();

        public abstract void Fail(IOException failure);
    }

    private sealed class Work<T>(Func<SimulatorTables, T> run) : Work
    {
        // Continuations run elsewhere: the thread only writes.
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Task => _done.Task;

        public override void Run(SimulatorTables tables) => _result = run(tables);

        public override void Answer() => _done.TrySetResult(_result!);

        public override void Fail(IOException failure) => _done.TrySetException(failure);
    }
}
