using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ShopActors.Storage;

/// <summary>
/// Deletes expired journals. One sweeper runs in each silo, for the silo's share of the journals. It examines a limited
/// number at a time, in order of creation, and starts over some time after it has reached the end. So expiry needs no
/// index that every append would have to maintain, and the work per step is bounded.
/// </summary>
public sealed class JournalSweeper : JournalService
{
    private readonly IJournalStore _store;
    private readonly JournalShares _shares;
    private readonly TimeProvider _time;
    private readonly JournalSweeperOptions _options;
    private readonly ILogger _log;
    private long _position;

    /// <summary>Creates the sweeper.</summary>
    public JournalSweeper(
        IJournalStore store,
        JournalShares shares,
        TimeProvider time,
        IOptions<JournalSweeperOptions> options,
        ILogger<JournalSweeper> log)
        : base(time, (options ?? throw new ArgumentNullException(nameof(options))).Value.Period, log)
    {
        (_store, _shares, _time, _options, _log) = (store, shares, time, options.Value, log);
    }

    /// <summary>Examines the next journals; returns how long to wait before the next step.</summary>
    internal async Task<TimeSpan> StepAsync(CancellationToken cancellationToken)
    {
        try
        {
            var sweep = await _store.DeleteExpiredAsync(
                _time.GetUtcNow(), _position, _options.Journals, _shares.Own, cancellationToken).ConfigureAwait(false);
            if (sweep.Deleted > 0) StorageInstruments.Deletions.Add(sweep.Deleted);
            _position = sweep.Position ?? 0;
            return sweep.Position is null ? _options.Rest : _options.Period;
        }
        catch (JournalStoreException e)
        {
            // Retry the same journals later.
            _log.SweepFailed(e);
            return _options.Rest;
        }
    }

    private protected override Task<TimeSpan> WorkAsync(CancellationToken cancellationToken) =>
        StepAsync(cancellationToken);
}
