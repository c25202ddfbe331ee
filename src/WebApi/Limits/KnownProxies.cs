using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace ShopActors.WebApi.Limits;

/// <summary>The peers whose <c>X-Forwarded-*</c> headers are trusted.</summary>
internal sealed class KnownProxies(IOptions<ProxyOptions> options)
{
    private readonly List<IPNetwork> _networks = [.. options.Value.Known.Select(Parse)];

    public bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _networks.Exists(network => network.Contains(plain));
    }

    /// <summary>Null if no proxy is configured, because the middleware would then trust every peer.</summary>
    public ForwardedHeadersOptions? ToForwardedHeaders()
    {
        if (_networks.Count == 0) return null;

        var headers = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = options.Value.ForwardLimit,
        };
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        _networks.ForEach(headers.KnownIPNetworks.Add);
        return headers;
    }

    /// <summary>Parses a network, or an address as a network of one address.</summary>
    public static bool TryParse(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network)) return true;
        if (!IPAddress.TryParse(text, out var address)) return false;
        network = new(address, address.GetAddressBytes().Length * 8);
        return true;
    }

    private static IPNetwork Parse(string text) =>
        TryParse(text, out var network) ? network : throw new FormatException($"'{text}' is no address or network.");
}
