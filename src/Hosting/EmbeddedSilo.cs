using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ShopActors.Hosting;

/// <summary>
/// The silo inside an API process has no neighbours: it listens on loopback, at ports that nobody has to know, and lets
/// in only who knows a secret made for this run. So any number of shops runs on one machine, and none can be joined.
/// </summary>
internal static class EmbeddedSilo
{
    private const string SiloPortKey = $"{SiloSettings.SectionName}:{nameof(SiloSettings.SiloPort)}";
    private const string GatewayPortKey = $"{SiloSettings.SectionName}:{nameof(SiloSettings.GatewayPort)}";

    /// <summary>Fills in what is not configured.</summary>
    /// <param name="secretKey">Where the actor runtime looks for the cluster's secret.</param>
    public static void CloseOff(IConfiguration configuration, string secretKey)
    {
        configuration[secretKey] ??= Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

        // Both are held while they are chosen, so that they differ.
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        configuration[SiloPortKey] ??= FreePort(silo);
        configuration[GatewayPortKey] ??= FreePort(gateway);
    }

    private static string FreePort(TcpListener listener)
    {
        listener.Start();
        return $"{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
