using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Runtime;

namespace ShopActors.WebApi.Hosting;

/// <summary>
/// Ready means that the process is not stopping and that a grain call through the cluster is answered. The catalogue's
/// reader answers on the silo that receives the call, from that silo's copy: no other grain is called, and the store
/// may be unavailable for as long as copies may be old (<see cref="CatalogLimits.OutageMax"/>).
/// </summary>
internal sealed class ClusterHealth(IGrainFactory grains, IHostApplicationLifetime lifetime) : IHealthCheck
{
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The process is stopping.");
        }

        try
        {
            var isOpen = await grains.GetGrain<ICatalogGrain>(CatalogLimits.ReaderKey)
                .IsOpen()
                .WaitAsync(AnswerTimeMax, cancellationToken);
            return isOpen
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The first books are being added.");
        }
        catch (GatewayTooBusyException)
        {
            // Other silos may be serving, and removing this process from the load balancer helps none of them: degraded
            // answers 200.
            return HealthCheckResult.Degraded("A silo sheds load.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException
            || !cancellationToken.IsCancellationRequested)
        {
            // Any failure of the call means "not ready".
            return HealthCheckResult.Unhealthy("The cluster does not answer.", exception);
        }
    }
}
