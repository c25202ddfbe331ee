using System.Net;
using Microsoft.Extensions.Options;

namespace ShopActors.Hosting.Ports;

/// <summary>The ports of a silo process: for silos, for clients, and for health probes.</summary>
internal sealed class SiloPorts(IOptions<SiloSettings> settings) : IPortSource
{
    public IEnumerable<PortClaim> Read()
    {
        var silo = settings.Value;
        var address = silo.ListenOnAnyAddress ? IPAddress.Any : IPAddress.Parse(silo.AdvertisedAddress);
        yield return silo.SiloListeningPort is { } siloPort
            ? ForPeers(nameof(SiloSettings.SiloListeningPort), address, siloPort)
            : ForPeers(nameof(SiloSettings.SiloPort), address, silo.SiloPort);
        yield return silo.GatewayListeningPort is { } gatewayPort
            ? ForPeers(nameof(SiloSettings.GatewayListeningPort), address, gatewayPort)
            : ForPeers(nameof(SiloSettings.GatewayPort), address, silo.GatewayPort);
        yield return Claim(
            nameof(SiloSettings.HealthPort),
            silo.ListenOnAnyAddress ? IPAddress.IPv6Any : IPAddress.Loopback,
            silo.HealthPort);
    }

    // Orleans, too, listens before it accepts.
    private static PortClaim ForPeers(string setting, IPAddress address, int port) =>
        Claim(setting, address, port) with { ListensAtOnce = true };

    private static PortClaim Claim(string setting, IPAddress address, int port) =>
        new($"{SiloSettings.SectionName}:{setting}", new IPEndPoint(address, port));
}
