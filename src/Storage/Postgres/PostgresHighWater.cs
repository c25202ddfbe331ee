using Microsoft.Extensions.Logging;

namespace ShopActors.Storage.Postgres;

/// <summary>
/// The furthest that this process has seen the database. Each new connection is compared with it: an old primary that
/// came back, a restored backup, or a standby that was promoted without the last appends is found out before it serves.
/// The store is then halted for good, because what is missing cannot be known.
/// </summary>
internal sealed class PostgresHighWater(ILogger log)
{
    // Guards both fields. Connections and the writer raise the mark; the first loss halts.
    private readonly Lock _lock = new();
    private PostgresMark? _mark;
    private JournalStoreException? _halted;

    /// <summary>
    /// What a server must have reached. Take it before the server is asked: appends go on meanwhile and raise it.
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
    /// A batch was acknowledged. Its position was read before its commit, which went behind it: all up to there is
    /// durable.
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

    /// <summary>Halts the store unless the server has all that was acknowledged.</summary>
    /// <param name="required">The mark as it was before the server was asked.</param>
    /// <param name="seen">Where the server is.</param>
    /// <param name="outcome">What it says of the last acknowledged transaction; null where that is long ago.</param>
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
