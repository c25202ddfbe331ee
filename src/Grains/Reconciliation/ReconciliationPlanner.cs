using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Polly;
using Polly.Retry;

namespace ShopActors;

/// <summary>
/// Has the reconciliations planned when a silo starts: the first time, and when their setting has changed. From then on
/// the wake-ups in their journal go on by themselves.
/// </summary>
internal sealed partial class ReconciliationPlanner(
    IGrainFactory grains, TimeProvider time, ILogger<ReconciliationPlanner> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _planning = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        lifecycle.Subscribe(nameof(ReconciliationPlanner), ServiceLifecycleStage.Active, StartAsync, StopAsync);
    }

    public void Dispose() => _stopping.Dispose();

    // A silo does not wait for it: it starts while the store is away as well.
    private Task StartAsync(CancellationToken cancellationToken)
    {
        _planning = PlanAsync();
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _planning.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task PlanAsync()
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromMinutes(1),
            OnRetry = failed =>
            {
                LogNotPlanned(logger, failed.Outcome.Exception!);
                return default;
            },
        }).Build();
        try
        {
            await pipeline.ExecuteAsync(
                async stopping => await grains.GetGrain<IReconciliationSchedule>(IReconciliationGrain.Key).Plan()
                    .WaitAsync(stopping).ConfigureAwait(false),
                _stopping.Token).ConfigureAwait(false);
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // The silo is stopping; the next one plans.
        }
    }

    [LoggerMessage(5903, LogLevel.Warning, "The reconciliations could not be planned; trying again")]
    private static partial void LogNotPlanned(ILogger logger, Exception exception);
}
