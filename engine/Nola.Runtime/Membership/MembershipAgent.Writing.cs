using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService;

namespace Nola.Runtime.Membership;

// How the table is changed.
internal sealed partial class MembershipAgent
{
    private const int WriteAttemptsMax = 100;

    // Renewals and writes take turns: one that never ended would end all of them.
    private static readonly TimeSpan TableTimeMax = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _writing = new(1);

    private async Task WriteOwnStatusAsync(SiloStatus status, CancellationToken cancellationToken)
    {
        await WriteAsync(
            table =>
            {
                if (table.TryGet(LocalAddress) is not { } row)
                {
                    throw new OrleansMissingMembershipEntryException($"{LocalAddress} is not in the membership table.");
                }

                if (row.Item1.Status == SiloStatus.Dead)
                {
                    if (status == SiloStatus.Dead) return default;

                    OnEvicted();
                    throw new SiloUnavailableException($"{LocalAddress} was declared dead.");
                }

                row.Item1.Status = status;

                // Who left has given up everything: nobody has to wait for its lease.
                var now = _time.GetUtcNow().UtcDateTime;
                row.Item1.IAmAliveTime = status == SiloStatus.Dead ? now - RecentTime : now;
                return (row.Item1, row.Item2, true);
            },
            cancellationToken).ConfigureAwait(false);
        _self.Status = status;
        await RefreshAsync().ConfigureAwait(false);
        TellOthers();
    }

    // Reads, changes and writes until nobody else wrote in between. The change gives the row with its tag (no tag: a
    // new row) and whether the work is done with it; or nothing where there is nothing to write. Told of each row that
    // it has written.
    private async Task WriteAsync(
        Func<MembershipTableData, (MembershipEntry? Entry, string? Etag, bool IsLast)> change,
        CancellationToken cancellationToken,
        Action<MembershipEntry>? onWritten = null)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (var attempt = 0; attempt < WriteAttemptsMax; attempt++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var table = await InTime(_table.ReadAll()).ConfigureAwait(false);
                var (entry, etag, isLast) = change(table);
                if (entry is null) return;

                var next = table.Version.Next();
                var written = await InTime(etag is null
                    ? _table.InsertRow(entry, next)
                    : _table.UpdateRow(entry, etag, next)).ConfigureAwait(false);
                if (written) onWritten?.Invoke(entry);
                if (written && isLast) return;
                if (!written) await PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _writing.Release();
        }

        throw new OrleansException($"The membership table changed under {WriteAttemptsMax} attempts to write it.");
    }

    private Task PauseAsync(int attempt, CancellationToken cancellationToken)
    {
        int milliseconds;
        lock (_options.Random) milliseconds = _options.Random.Next(1, 5 + Math.Min(attempt, 20) * 5);
        return Task.Delay(TimeSpan.FromMilliseconds(milliseconds), _time, cancellationToken);
    }

    private Task<T> InTime<T>(Task<T> answer) => answer.WaitAsync(TableTimeMax, _time);

    private Task InTime(Task answer) => answer.WaitAsync(TableTimeMax, _time);
}
