using Microsoft.Extensions.DependencyInjection;

namespace Nola.Runtime.Hosting;

/// <summary>A silo must be told how it finds the others, even where there are none.</summary>
internal sealed class ClusteringValidator(IServiceProvider services) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (services.GetService<IMembershipTable>() is null)
        {
            throw new OrleansConfigurationException(
                "No clustering is configured. Call UseLocalhostClustering, UseRedisClustering or another provider.");
        }
    }
}
