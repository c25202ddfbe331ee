using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ShopActors.Storage;

/// <summary>
/// Deletes journals whose time is over. One runs in each silo, for the silo's share of the journals: it looks at a
/// bounded number of them at a time, in the order in which they were made, and begins anew some time after it has come
/// to the end. So deletion costs no index that every append would have to keep, and never more than its bound.
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

    /// <summary>Looks at the next journals; how long to wait before those after them.</summary>
    internal async Task<TimeSpan> Step(CancellationToken cancellationToken)
    {
        try
        {
            var sweep = await _store.DeleteExpired(
                _time.GetUtcNow(), _position, _options.Journals, _shares.Own, cancellationToken).ConfigureAwait(false);
            if (sweep.Deleted > 0) StorageInstruments.Deletions.Add(sweep.Deleted);
            _position = sweep.Position ?? 0;
            return sweep.Position is null ? _options.Rest : _options.Period;
        }
        catch (JournalStoreException e)
        {
            // The same journals again, later.
            _log.SweepFailed(e);
            return _options.Rest;
        }
    }

    private protected override Task<TimeSpan> Work(CancellationToken cancellationToken) => Step(cancellationToken);
}
