using System.Globalization;
using System.Net;
using Orleans.Runtime;

namespace Nola.Runtime.Membership;

/// <summary>The form in which gateways are listed: <c>gwy.tcp://ip:port/generation</c>.</summary>
internal static class GatewayUri
{
    public static Uri Of(SiloAddress silo, int port) =>
        Of(new IPEndPoint(silo.Endpoint.Address, port), silo.Generation);

    public static Uri Of(IPEndPoint endpoint, int generation = 0) =>
        new(string.Create(CultureInfo.InvariantCulture, $"gwy.tcp://{endpoint}/{generation}"));
}
