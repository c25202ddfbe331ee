using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace ShopActors.Storage;

/// <summary>
/// Deletes journals whose time is over. One runs in each silo, for the silo's share of the journals: it looks at a bounded number
/// of them at a time, in the order in which they were made, and begins anew some time after it has come to the end. So deletion
/// costs no index that every append would have to keep, and never more than its bound.
/// </summary>
public sealed class JournalSweeper : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly IJournalStore _store;
    private readonly JournalShares _shares;
    private readonly TimeProvider _time;
    private readonly JournalSweeperOptions _options;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private long _position;
    private Task _loop = Task.CompletedTask;

    /// <summary>Creates the sweeper.</summary>
    public JournalSweeper(
        IJournalStore store,
        JournalShares shares,
        TimeProvider time,
        IOptions<JournalSweeperOptions> options,
        ILogger<JournalSweeper> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_store, _shares, _time, _options, _log) = (store, shares, time, options.Value, log);
    }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(JournalSweeper), ServiceLifecycleStage.Active, _ => Start(), _ => Stop());

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

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

    private Task Start()
    {
        _loop = Run();
        return Task.CompletedTask;
    }

    private async Task Stop()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
    }

    private async Task Run()
    {
        try
        {
            var pause = _options.Period;
            while (true)
            {
                await Task.Delay(pause, _time, _stopping.Token).ConfigureAwait(false);
                pause = await Step(_stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The silo stops; the next start begins from the first journal.
        }
    }
}
