using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Polly;
using Polly.Retry;

namespace ShopActors;

/// <summary>
/// Has everything that runs on a schedule planned when a silo starts: the first time, and when a setting has changed.
/// From then on the wake-ups in the journals go on by themselves.
/// </summary>
internal sealed partial class SchedulePlanner(
    IGrainFactory grains, IEnumerable<Schedule> schedules, TimeProvider time, ILogger<SchedulePlanner> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _planning = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        lifecycle.Subscribe(nameof(SchedulePlanner), ServiceLifecycleStage.Active, StartAsync, StopAsync);
    }

    public void Dispose() => _stopping.Dispose();

    // A silo does not wait for it: it starts while the store is away as well.
    private Task StartAsync(CancellationToken cancellationToken)
    {
        _planning = Task.WhenAll(schedules.Select(PlanAsync));
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _planning.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task PlanAsync(Schedule schedule)
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromMinutes(1),
            OnRetry = failed =>
            {
                LogNotPlanned(logger, schedule.Name, failed.Outcome.Exception!);
                return default;
            },
        }).Build();
        try
        {
            await pipeline.ExecuteAsync(
                async stopping => await schedule.Plan(grains).WaitAsync(stopping).ConfigureAwait(false),
                _stopping.Token).ConfigureAwait(false);
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // The silo is stopping; the next one plans.
        }
    }

    [LoggerMessage(5903, LogLevel.Warning, "The {Schedule} could not be planned; trying again")]
    private static partial void LogNotPlanned(ILogger logger, string schedule, Exception exception);
}
