using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Calls the webhook endpoints and the brokers' subscriptions when there are new events, and deletes old ones. Every
/// silo follows each of them, because it hears at once only of its own events; those of other silos it finds after a
/// moment. Those that are called twice deliver once.
/// </summary>
internal sealed partial class OutboxService(
    IJournalStore store,
    WebhookDirectory directory,
    EventOutlets outlets,
    IGrainFactory grains,
    JournalShares shares,
    TimeProvider time,
    IOptions<EventOptions> options,
    ILogger<OutboxService> log)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int TrimMax = 256;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TrimPeriod = TimeSpan.FromMinutes(1);

    // Events arrive with every commit: a short wait lets one call deliver several.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    // The active endpoints, as they were found last, and those that are being followed.
    private HashSet<WebhookEndpointId> _active = [];
    private readonly Dictionary<WebhookEndpointId, Task> _followed = [];

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(OutboxService), ServiceLifecycleStage.Active, _ => StartAsync(), _ => StopAsync());

    public void Dispose() => _stopping.Dispose();

    /// <summary>
    /// Deletes events that are older than the retention and that every active endpoint and every subscription has got;
    /// returns whether there may be more.
    /// </summary>
    internal async Task<bool> TrimAsync(CancellationToken cancellationToken)
    {
        var endpoints = await directory.ReadAsync(cancellationToken).ConfigureAwait(false);
        var upTo = endpoints.Where(state => state.IsActive).Select(state => state.Cursor)
            .Append(await outlets.ReadReachedAsync(cancellationToken).ConfigureAwait(false)).Min();
        var deleted = await store.TrimOutboxAsync(
            upTo, time.GetUtcNow() - options.Value.Retention, TrimMax, cancellationToken).ConfigureAwait(false);
        return deleted > 0;
    }

    private Task StartAsync()
    {
        _running = Task.WhenAll(
            outlets.Brokers.Select(FollowBrokerAsync)
                .Append(RepeatAsync(FindEndpointsAsync, Period))
                .Append(RepeatAsync(TrimShareAsync, TrimPeriod)));
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
        var endpoints = await directory.ReadAsync(_stopping.Token).ConfigureAwait(false);
        var active = endpoints.Where(state => state.IsActive).Select(state => state.Id).ToHashSet();
        Volatile.Write(ref _active, active);
        foreach (var ended in _followed.Where(pair => pair.Value.IsCompleted).ToList()) _followed.Remove(ended.Key);
        foreach (var id in active.Where(id => !_followed.ContainsKey(id)))
        {
            var endpoint = grains.GetGrain<IWebhookEndpointGrain>(id.Value);
            _followed[id] = RepeatAsync(
                () => FollowAsync(endpoint.Advance), Gathering, () => Volatile.Read(ref _active).Contains(id));
        }
    }

    private Task FollowBrokerAsync(string name)
    {
        var subscription = grains.GetGrain<ISubscriptionGrain>(name);
        return RepeatAsync(() => FollowAsync(subscription.Advance), Gathering);
    }

    /// <summary>Lets a way out deliver, and waits until there is more.</summary>
    private async Task FollowAsync(Func<Task> advance)
    {
        // Taken before the call, so that no event falls between the two.
        var growth = store.OutboxGrowth;
        await advance().ConfigureAwait(false);
        await Task.WhenAny(growth, Task.Delay(Period, time, _stopping.Token)).ConfigureAwait(false);
    }

    private async Task TrimShareAsync()
    {
        // One silo is enough.
        if (shares.Own.Index != 0) return;
        while (await TrimAsync(_stopping.Token).ConfigureAwait(false))
        {
        }
    }

    private async Task RepeatAsync(Func<Task> work, TimeSpan pause, Func<bool>? isWanted = null)
    {
        while (!_stopping.IsCancellationRequested && isWanted?.Invoke() != false)
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
