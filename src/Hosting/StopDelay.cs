using Microsoft.Extensions.Options;

namespace ShopActors.Hosting;

/// <summary>
/// The first step of a graceful stop: the process answers "not ready" and still serves, for as long as a load balancer
/// takes to notice. Then it stops accepting requests, hands its grains over, leaves the cluster and ends.
/// </summary>
internal sealed partial class StopDelay(
    IOptions<ClusterSettings> settings, TimeProvider time, ILogger<StopDelay> logger) : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // The host has signalled that it is stopping, which health checks see; it stops its services when this returns.
        var delay = settings.Value.StopDelay;
        LogStopping(logger, delay);
        if (delay <= TimeSpan.Zero) return;

        await Task.Delay(delay, time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(5401, LogLevel.Information, "Stopping: reporting not ready, and serving for another {Delay}")]
    private static partial void LogStopping(ILogger logger, TimeSpan delay);
}
