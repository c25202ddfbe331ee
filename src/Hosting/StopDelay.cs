using Microsoft.Extensions.Options;

namespace ShopActors.Hosting;

/// <summary>
/// The first step of an orderly stop: the process answers "not ready" and serves on, for as long as a load balancer
/// takes to notice. Then it stops taking requests, hands its grains over, leaves the cluster and ends.
/// </summary>
internal sealed partial class StopDelay(
    IOptions<ClusterSettings> settings, TimeProvider time, ILogger<StopDelay> logger) : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // The host has said that it stops, which the health checks see; services stop when this has returned.
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

    [LoggerMessage(5401, LogLevel.Information, "Stopping: not ready any more, serving on for {Delay}")]
    private static partial void LogStopping(ILogger logger, TimeSpan delay);
}
