using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ShopActors.Hosting;

/// <summary>
/// A silo is ready when it has started, is not stopping, and answers a grain call: the catalogue's reader on this silo
/// answers from its copy, without calling another grain.
/// </summary>
internal sealed class SiloHealth(IGrainFactory grains, IHostApplicationLifetime lifetime) : IHealthCheck
{
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!lifetime.ApplicationStarted.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The silo is starting.");
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The silo is stopping.");
        }

        try
        {
            await grains.GetGrain<ICatalogGrain>(CatalogLimits.ReaderKey).Categories()
                .WaitAsync(AnswerTimeMax, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException
            || !cancellationToken.IsCancellationRequested)
        {
            // Any failure of the call means "not ready".
            return HealthCheckResult.Unhealthy("The silo does not answer.", exception);
        }
    }
}
