using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Nola.Runtime.Hosting;

/// <summary>Checks the options of a silo before it starts.</summary>
internal sealed class SiloOptionsValidator(
    IOptions<ClusterOptions> cluster,
    IOptions<EndpointOptions> endpoints,
    IOptions<GrainCollectionOptions> collection,
    IOptions<SiloMessagingOptions> messaging) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        Require(!string.IsNullOrWhiteSpace(cluster.Value.ClusterId), "ClusterOptions.ClusterId is empty.");
        Require(!string.IsNullOrWhiteSpace(cluster.Value.ServiceId), "ClusterOptions.ServiceId is empty.");
        Require(endpoints.Value.SiloPort > 0, "EndpointOptions.SiloPort is not set.");
        Require(
            endpoints.Value.AdvertisedIPAddress is not { } address
                || !(address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || address.Equals(IPAddress.None)),
            "EndpointOptions.AdvertisedIPAddress must be an address that others can connect to.");
        var options = collection.Value;
        Require(options.CollectionQuantum > TimeSpan.Zero, "GrainCollectionOptions.CollectionQuantum must be positive.");
        Require(
            options.CollectionAge > options.CollectionQuantum,
            "GrainCollectionOptions.CollectionAge must be greater than CollectionQuantum.");
        foreach (var (name, age) in options.ClassSpecificCollectionAge)
        {
            Require(
                age > options.CollectionQuantum,
                $"The collection age of {name} must be greater than GrainCollectionOptions.CollectionQuantum.");
        }

        Require(
            messaging.Value.ResponseTimeout > TimeSpan.Zero
                || messaging.Value.ResponseTimeout == Timeout.InfiniteTimeSpan,
            "SiloMessagingOptions.ResponseTimeout must be positive.");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition) throw new OrleansConfigurationException(message);
    }
}
