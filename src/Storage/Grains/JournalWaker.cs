using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace ShopActors.Storage;

/// <summary>
/// Wakes the grains of journals whose wake-up time has come, so that an unfinished saga continues after a crash. One
/// waker runs in each silo, for the silo's share of the journals; waking a grain twice while membership changes is
/// harmless. A journal stays due until its grain appends a change, so the failure of a silo loses nothing. A grain that
/// keeps failing is retried ever more rarely and does not delay the others.
/// </summary>
public sealed class JournalWaker : JournalService
{
    private readonly IJournalStore _store;
    private readonly IGrainFactory _grains;
    private readonly JournalShares _shares;
    private readonly TimeProvider _time;
    private readonly JournalWakerOptions _options;
    private readonly ILogger _log;

    // Journals that were tried and are still due. Written by the loop and by attempts as they end, hence the lock.
    private readonly Dictionary<JournalId, Attempt> _attempts = [];
    private int _underWay;

    /// <summary>Creates the waker.</summary>
    public JournalWaker(
        IJournalStore store,
        IGrainFactory grains,
        JournalShares shares,
        TimeProvider time,
        IOptions<JournalWakerOptions> options,
        ILogger<JournalWaker> log)
        : base(time, (options ?? throw new ArgumentNullException(nameof(options))).Value.Period, log)
    {
        (_store, _grains, _shares, _time, _options, _log) = (store, grains, shares, time, options.Value, log);
    }

    /// <summary>
    /// Reads the due journals once and starts waking their grains; returns the calls in flight, which never throw.
    /// </summary>
    internal async Task<IReadOnlyList<Task>> WakeDueAsync(CancellationToken cancellationToken)
    {
        int max;
        lock (_attempts)
        {
            // Postponed journals are the longest overdue and come first: read enough rows to find others behind them.
            max = _attempts.Count + _options.Concurrency;
        }

        var now = _time.GetUtcNow();
        var due = await _store.ReadDueAsync(now, max, _shares.Own, cancellationToken).ConfigureAwait(false);
        StorageInstruments.WakeUpDelay.Record(due.Count == 0 ? 0 : (now - due[0].WakeAt).TotalSeconds);
        return [.. Choose(due).Select(WakeAsync)];
    }

    private protected override async Task<TimeSpan> WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WakeDueAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (JournalStoreException e)
        {
            _log.ReadDueFailed(e);
        }

        return _options.Period;
    }

    private List<JournalId> Choose(IReadOnlyList<DueJournal> due)
    {
        var now = _time.GetUtcNow();
        var chosen = new List<JournalId>();
        lock (_attempts)
        {
            foreach (var gone in _attempts.Keys.Except(due.Select(d => d.Id)).ToList())
            {
                if (!_attempts[gone].IsUnderWay)
                {
                    _attempts.Remove(gone);
                }
            }

            foreach (var (id, _) in due)
            {
                var attempt = _attempts.GetValueOrDefault(id);
                if (_underWay >= _options.Concurrency) break;
                if (attempt.IsUnderWay || attempt.NotBefore > now) continue;

                _attempts[id] = attempt with { IsUnderWay = true };
                _underWay++;
                chosen.Add(id);
            }
        }

        return chosen;
    }

    private async Task WakeAsync(JournalId id)
    {
        Exception? failure = null;
        try
        {
            await _grains.GetGrain<IWakeable>(GrainId.Parse(id.Value)).Wake().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Any failure of the grain is retried later.
            failure = e;
        }

        DateTimeOffset notBefore;
        lock (_attempts)
        {
            var failures = failure is null ? 0 : _attempts[id].Failures + 1;
            var delay = _options.RetryDelay * Math.Pow(2, Math.Min(Math.Max(failures - 1, 0), 20));
            notBefore = _time.GetUtcNow() + (delay < _options.RetryDelayMax ? delay : _options.RetryDelayMax);
            _attempts[id] = new Attempt(false, failures, notBefore);
            _underWay--;
        }

        if (failure is not null)
        {
            _log.WakeFailed(failure, id.Value, notBefore);
        }
    }

    private readonly record struct Attempt(bool IsUnderWay, int Failures, DateTimeOffset NotBefore);
}
