using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Calls the webhook endpoints of the shop when there are new events, and deletes old ones. Every silo follows every
/// endpoint, because it hears at once only of its own events; those of other silos it finds after a moment. Endpoints
/// that are called twice deliver once.
/// </summary>
internal sealed partial class OutboxService(
    IJournalStore store,
    WebhookDirectory directory,
    IGrainFactory grains,
    JournalShares shares,
    TimeProvider time,
    IOptions<EventOptions> options,
    ILogger<OutboxService> log)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int TrimMax = 256;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan InactivePeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TrimPeriod = TimeSpan.FromMinutes(1);

    // Events arrive with every commit: a short wait lets one call deliver several.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<WebhookEndpointId, Task> _followed = [];
    private Task _running = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(OutboxService), ServiceLifecycleStage.Active, _ => StartAsync(), _ => StopAsync());

    public void Dispose() => _stopping.Dispose();

    /// <summary>
    /// Deletes events that are older than the retention and that every active endpoint has got; returns whether there
    /// may be more.
    /// </summary>
    internal async Task<bool> TrimAsync(CancellationToken cancellationToken)
    {
        var endpoints = await directory.ReadAsync(cancellationToken).ConfigureAwait(false);
        var upTo = endpoints.Where(state => state.IsActive).Select(state => state.Cursor)
            .DefaultIfEmpty(long.MaxValue).Min();
        var deleted = await store.TrimOutboxAsync(
            upTo, time.GetUtcNow() - options.Value.Retention, TrimMax, cancellationToken).ConfigureAwait(false);
        return deleted > 0;
    }

    private Task StartAsync()
    {
        _running = Task.WhenAll(
            RepeatAsync(FindEndpointsAsync, Period),
            RepeatAsync(TrimShareAsync, TrimPeriod));
        return Task.CompletedTask;
    }

    private async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        await Task.WhenAll(_followed.Values).ConfigureAwait(false);
    }

    private async Task FindEndpointsAsync()
    {
        foreach (var state in await directory.ReadAsync(_stopping.Token).ConfigureAwait(false))
        {
            if (_followed.GetValueOrDefault(state.Id) is { IsCompleted: false }) continue;
            var id = state.Id;
            _followed[id] = RepeatAsync(() => FollowAsync(id), Gathering);
        }
    }

    /// <summary>Lets an endpoint deliver, and waits until there is more.</summary>
    private async Task FollowAsync(WebhookEndpointId id)
    {
        // Taken before the call, so that no event falls between the two.
        var growth = store.OutboxGrowth;
        var isActive = await grains.GetGrain<IWebhookEndpointGrain>(id.Value).Advance().ConfigureAwait(false);
        var pause = Task.Delay(isActive ? Period : InactivePeriod, time, _stopping.Token);
        await (isActive ? Task.WhenAny(growth, pause) : pause).ConfigureAwait(false);
    }

    private async Task TrimShareAsync()
    {
        // One silo is enough.
        if (shares.Own.Index != 0) return;
        while (await TrimAsync(_stopping.Token).ConfigureAwait(false))
        {
        }
    }

    private async Task RepeatAsync(Func<Task> work, TimeSpan pause)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await work().ConfigureAwait(false);
                await Task.Delay(pause, time, _stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                // The silo is stopping; the other silos continue.
            }
            catch (Exception e)
            {
                // Whatever failed is tried again: the events are in the outbox.
                LogFailed(log, e);
                await Task.Delay(Period, time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    [LoggerMessage(5602, LogLevel.Warning, "Delivering events failed; it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
