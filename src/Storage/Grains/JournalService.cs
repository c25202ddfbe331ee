using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace ShopActors.Storage;

/// <summary>
/// Background work on a silo's share of the journals, in steps while the silo is active. No error stops it: work that a
/// step did not finish is due again at the next step, on this silo or another.
/// </summary>
public abstract class JournalService : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _period;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;

    private protected JournalService(TimeProvider time, TimeSpan period, ILogger log) =>
        (_time, _period, _log) = (time, period, log);

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        GetType().Name, ServiceLifecycleStage.Active, _ => StartAsync(), _ => StopAsync());

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Does the next step; returns how long to wait before the one after it.</summary>
    private protected abstract Task<TimeSpan> WorkAsync(CancellationToken cancellationToken);

    private Task StartAsync()
    {
        _loop = RunAsync();
        return Task.CompletedTask;
    }

    private async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var pause = _period;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(pause, _time, _stopping.Token).ConfigureAwait(false);
                pause = await WorkAsync(_stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                // The silo is stopping; the other silos continue.
            }
            catch (Exception e)
            {
                // Without this service unfinished orders would stay unfinished, so no error may stop it.
                _log.ServiceFailed(e, GetType().Name);
                pause = _period;
            }
        }
    }
}
