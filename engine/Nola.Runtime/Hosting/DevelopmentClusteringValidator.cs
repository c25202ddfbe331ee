using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Nola.Runtime.Hosting;

/// <summary>
/// Development clusters have no secret unless one is configured; then nobody beyond this machine may reach them.
/// </summary>
internal sealed class DevelopmentClusteringValidator(
    IOptions<EndpointOptions> endpoints,
    IOptions<DevelopmentClusterMembershipOptions> development,
    IOptions<ClusterSecurityOptions> security) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (!string.IsNullOrEmpty(security.Value.ClusterSecret)) return;

        var options = endpoints.Value;
        Require(options.AdvertisedIPAddress, nameof(options.AdvertisedIPAddress));
        Require(options.SiloListeningEndpoint?.Address, nameof(options.SiloListeningEndpoint));
        Require(options.GatewayListeningEndpoint?.Address, nameof(options.GatewayListeningEndpoint));
        Require(
            development.Value.PrimarySiloEndpoint?.Address,
            nameof(DevelopmentClusterMembershipOptions.PrimarySiloEndpoint));
    }

    private static void Require(IPAddress? address, string name)
    {
        if (address is null || IPAddress.IsLoopback(address)) return;

        throw new OrleansConfigurationException(
            $"{name} is {address}, which others can reach, and Orleans:ClusterSecret is not set. A development cluster "
            + "without a secret must stay on loopback.");
    }
}
