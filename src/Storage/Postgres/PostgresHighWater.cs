using Microsoft.Extensions.Logging;

namespace ShopActors.Storage.Postgres;

/// <summary>
/// The latest database position that this process has seen. Each new connection is compared with it, which detects an
/// old primary that came back, a restored backup, or a standby that was promoted without the last appends, before it
/// serves. The store is then halted permanently, because it cannot know what is missing.
/// </summary>
internal sealed class PostgresHighWater(ILogger log)
{
    // Guards both fields. Connections and the writer raise the mark; the first loss halts.
    private readonly Lock _lock = new();
    private PostgresMark? _mark;
    private JournalStoreException? _halted;

    /// <summary>
    /// The position that a server must have reached. Read it before querying the server, because concurrent appends
    /// raise it.
    /// </summary>
    public PostgresMark? Mark
    {
        get
        {
            lock (_lock) return _mark;
        }
    }

    public void ThrowIfHalted()
    {
        if (Volatile.Read(ref _halted) is { } halted) throw new JournalStoreException(halted.Failure, halted.Message);
    }

    /// <summary>
    /// Records an acknowledged batch. Its position was read before its commit, which was written after it, so
    /// everything up to the position is durable.
    /// </summary>
    public void Acknowledged(ulong position, ulong transaction)
    {
        lock (_lock)
        {
            if (_mark is { } mark)
            {
                _mark = mark with { Position = Math.Max(mark.Position, position), Transaction = transaction };
            }
        }
    }

    /// <summary>Halts the store unless the server has everything that was acknowledged.</summary>
    /// <param name="required">The mark as it was before the server was queried.</param>
    /// <param name="seen">The server's mark.</param>
    /// <param name="outcome">
    /// The server's status of the last acknowledged transaction; null if that was long ago.
    /// </param>
    public void Compare(PostgresMark? required, PostgresMark seen, string? outcome)
    {
        if (required is not null)
        {
            if (seen.SystemIdentifier != required.SystemIdentifier)
            {
                throw Halt($"it is database cluster {seen.SystemIdentifier}, no longer {required.SystemIdentifier}");
            }

            if (seen.Timeline < required.Timeline)
            {
                throw Halt($"it is on timeline {seen.Timeline}, but timeline {required.Timeline} was used before");
            }

            if (seen.Position < required.Position)
            {
                throw Halt($"its log ends at {seen.Position:X}, but {required.Position:X} was acknowledged before");
            }

            if (required.Transaction is { } transaction && outcome is not (null or "committed"))
            {
                throw Halt($"transaction {transaction} was acknowledged, but is now '{outcome}'");
            }
        }

        lock (_lock)
        {
            _mark = _mark is { } mark
                ? mark with { Timeline = Math.Max(mark.Timeline, seen.Timeline) }
                : seen with { Position = 0, Transaction = null };
        }
    }

    public JournalStoreException Halt(string reason)
    {
        var exception = new JournalStoreException(
            JournalStoreFailure.Regressed,
            $"PostgreSQL has lost acknowledged data: {reason}. The journals are halted until an operator has restored "
            + "the data or restarts the silos on what is left.");
        bool isNew;
        lock (_lock)
        {
            isNew = _halted is null;
            _halted ??= exception;
        }

        if (isNew) log.JournalsHalted(exception);
        return exception;
    }
}
