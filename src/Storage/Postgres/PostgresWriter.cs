using Microsoft.Extensions.Logging;

namespace ShopActors.Storage.Postgres;

/// <summary>
/// Group commit: one loop and one connection write everything queued, batch after batch. A second connection would only
/// make the batches smaller.
/// <para>
/// An append whose outcome is unknown may still be running on the server when this silo, or another, continues with the
/// journal. That is safe: the next activation's first append names the version and the writer that it read, and the
/// server compares both under the row's lock. If the old append commits first, the new one is refused; if the new one
/// commits first, the old one is.
/// </para>
/// </summary>
internal sealed class PostgresWriter : IAsyncDisposable
{
    // One append is a message and an array, and PostgreSQL accepts 1 GB; the rest leaves room for the encoding.
    private const long AppendBytesMax = 256 << 20;

    private readonly PostgresConnector _connector;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly AppendQueue _queue;
    private readonly Task _loop;

    // Used by the loop alone. Null while there is no connection.
    private AppendStatement? _statement;
    private volatile bool _isClosed;

    public PostgresWriter(
        PostgresConnector connector, PostgresJournalStoreOptions options, TimeProvider time, ILogger log)
    {
        (_connector, _timeout, _time, _log) = (connector, options.Timeout, time, log);
        _queue = new(options.BatchMax);
        _loop = RunAsync();
    }

    public OutboxGrowth Growth { get; } = new();

    public PendingAppend Enqueue(JournalAppend append, CancellationToken cancellationToken)
    {
        var pending = new PendingAppend(append, cancellationToken);
        if (pending.Bytes > AppendBytesMax)
        {
            throw new JournalStoreException(
                JournalStoreFailure.TooLarge,
                $"The append to '{append.Id}' has {pending.Bytes} bytes; the limit is {AppendBytesMax}.");
        }

        if (!_queue.TryAdd(pending))
        {
            throw _isClosed
                ? new JournalStoreException(JournalStoreFailure.Closed, "The journal store is closed.")
                : new JournalStoreException(JournalStoreFailure.Unavailable, "Too many appends wait for PostgreSQL.");
        }

        return pending;
    }

    /// <summary>Writes the queued appends, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        _queue.Close();
        await _loop.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        // Not on the scheduler of an activation, which may be the first user of the store.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (await _queue.WaitAsync().ConfigureAwait(false))
        {
            if (_queue.Take() is { Count: > 0 } batch) await WriteAsync(batch).ConfigureAwait(false);
        }

        await DisconnectAsync().ConfigureAwait(false);
    }

    private async Task WriteAsync(List<PendingAppend> batch)
    {
        batch.Sort(static (a, b) => a.Append.Id.CompareTo(b.Append.Id));
        AppendStatement statement;
        try
        {
            // The client itself closes a connection after some errors.
            if (_statement is { IsOpen: false }) await DisconnectAsync().ConfigureAwait(false);
            statement = _statement ??= await ConnectAsync().ConfigureAwait(false);
            _connector.HighWater.ThrowIfHalted();
        }
        catch (Exception e) // On any error: nothing was sent.
        {
            Fail(batch, e, JournalStoreFailure.Unavailable);
            Fail(_queue.TakeAll(), e, JournalStoreFailure.Unavailable);
            return;
        }

        if (await TryWriteAsync(statement, batch).ConfigureAwait(false) is not { } error) return;

        if (!PostgresErrors.KeepsConnection(error)) await DisconnectAsync().ConfigureAwait(false);
        var failure = PostgresErrors.Translate(error, JournalStoreFailure.OutcomeUnknown).Failure;
        if (batch.Count > 1 && failure is JournalStoreFailure.TooLarge or JournalStoreFailure.Corrupt)
        {
            // Nothing was written. One append caused the error; write them one by one so that the others do not fail
            // with it.
            foreach (var append in batch)
            {
                await WriteAsync([append]).ConfigureAwait(false);
            }

            return;
        }

        Fail(batch, error, JournalStoreFailure.OutcomeUnknown);

        // These appends have waited as long as the batch, and were not sent.
        if (PostgresErrors.IsTimeout(error)) Fail(_queue.TakeAll(), error, JournalStoreFailure.Unavailable);
    }

    // Returns null if the batch was committed.
    private async Task<Exception?> TryWriteAsync(AppendStatement statement, List<PendingAppend> batch)
    {
        using var span = StorageTraces.BeginBatch(batch.Select(static pending => pending.Span), batch.Count);
        for (var isFirst = true; ; isFirst = false)
        {
            using var timeout = new CancellationTokenSource(_timeout, _time);
            try
            {
                var start = _time.GetTimestamp();
                var outcome = await _connector
                    .InTimeAsync(statement.ExecuteAsync(batch, _time.GetUtcNow()), statement.Connection, timeout.Token)
                    .ConfigureAwait(false);
                StorageInstruments.SyncDuration.Record(_time.GetElapsedTime(start).TotalSeconds);
                Complete(batch, outcome);
                return null;
            }
            catch (Exception e) when (isFirst && PostgresErrors.IsCollision(e))
            {
                // The server has rolled the statement back: try again.
            }
            catch (OperationCanceledException late)
            {
                // The abandoned statement still uses its connection, its parameters and the events, so none
                // of them is reused.
                _statement = null;
                return late;
            }
            catch (Exception e) // PostgresErrors translates it; no append may be left waiting.
            {
                return e;
            }
        }
    }

    private void Complete(List<PendingAppend> batch, AppendOutcome outcome)
    {
        var written = outcome.Taken.Count(static taken => taken);
        if (written > 0) _connector.HighWater.Acknowledged(outcome.Position, outcome.Transaction);
        if (batch.Exists(static pending => pending.Append.Outgoing.Count > 0)) Growth.Signal();
        StorageInstruments.BatchSize.Record(batch.Count);
        StorageInstruments.Appends.Add(written);
        StorageInstruments.Refusals.Add(batch.Count - written);
        for (var i = 0; i < batch.Count; i++)
        {
            var append = batch[i].Append;
            batch[i].BatchSize = batch.Count;
            if (outcome.Taken[i])
            {
                batch[i].TrySetResult(append.NewVersion);
            }
            else
            {
                batch[i].TrySetException(new JournalConflictException(append.Id, append.ExpectedVersion));
            }
        }
    }

    private void Fail(List<PendingAppend> appends, Exception error, JournalStoreFailure doubt)
    {
        if (appends.Count == 0) return;

        var failure = PostgresErrors.Translate(error, doubt);
        _log.WriterFailed(failure, appends.Count, failure.Failure);
        foreach (var append in appends)
        {
            append.Fail(failure);
        }
    }

    private async Task<AppendStatement> ConnectAsync()
    {
        var connection = await _connector.OpenWriterAsync().ConfigureAwait(false);
        using var timeout = new CancellationTokenSource(_timeout / 4, _time);
        try
        {
            var statement = await _connector
                .InTimeAsync(AppendStatement.PrepareAsync(connection), connection, timeout.Token).ConfigureAwait(false);
            _log.WriterConnected();
            return statement;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await _connector.DiscardAsync(connection).ConfigureAwait(false);
            throw;
        }
    }

    private async Task DisconnectAsync()
    {
        if (_statement is not { } statement) return;

        _statement = null;
        await _connector.DiscardAsync(statement.Connection).ConfigureAwait(false);
        await statement.DisposeAsync().ConfigureAwait(false);
    }
}
