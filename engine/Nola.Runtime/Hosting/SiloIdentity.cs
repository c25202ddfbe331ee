using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Nola.Runtime.Hosting;

/// <summary>Who this silo is. Decided once, when first asked for.</summary>
internal sealed class SiloIdentity : ILocalSiloDetails
{
    public SiloIdentity(
        IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoints, TimeProvider time)
    {
        var options = endpoints.Value;
        var address = options.AdvertisedIPAddress ?? FindAddress();
        var generation = SiloAddress.AllocateNewGeneration(time);
        SiloAddress = SiloAddress.New(new IPEndPoint(address, options.SiloPort), generation);
        GatewayAddress = options.GatewayPort == 0
            ? null!
            : SiloAddress.New(new IPEndPoint(address, options.GatewayPort), 0);
        Name = silo.Value.SiloName is { Length: > 0 } name
            ? name
            : $"Silo_{(uint)SiloAddress.GetConsistentHashCode() & 0xFFFFF:x5}";
        ClusterId = cluster.Value.ClusterId;
        DnsHostName = Dns.GetHostName();
    }

    public string Name { get; }

    public string ClusterId { get; }

    public string DnsHostName { get; }

    public SiloAddress SiloAddress { get; }

    public SiloAddress GatewayAddress { get; }

    private static IPAddress FindAddress()
    {
        try
        {
            return Array.Find(
                    Dns.GetHostAddresses(Dns.GetHostName()),
                    address => address.AddressFamily == AddressFamily.InterNetwork)
                ?? IPAddress.Loopback;
        }
        catch (SocketException)
        {
            // A host without a resolvable name can still serve itself.
            return IPAddress.Loopback;
        }
    }
}
