using System.Net;

namespace ShopActors.Hosting.Ports;

/// <summary>
/// The ports of an API process: the addresses in <c>Kestrel:Endpoints</c>, or else in <c>Urls</c>, as Kestrel reads
/// them.
/// </summary>
internal sealed class HttpPorts(IConfiguration configuration) : IPortSource
{
    private const string Endpoints = "Kestrel:Endpoints";
    private const string Urls = "Urls";

    public IEnumerable<PortClaim> Read()
    {
        var urls = configuration.GetSection(Endpoints).GetChildren()
            .Select(endpoint => (Setting: $"{endpoint.Path}:Url", Url: endpoint["Url"] ?? "")).ToList();
        if (urls.Count == 0) urls.AddRange((configuration[Urls] ?? "").Split(';').Select(url => (Urls, url)));
        return
            from configured in urls
            where !string.IsNullOrWhiteSpace(configured.Url)
            from claim in ClaimsOf(configured.Setting, configured.Url)
            select claim;
    }

    /// <summary>The ports of one address.</summary>
    public static IEnumerable<PortClaim> ClaimsOf(string setting, string url)
    {
        var address = BindingAddress.Parse(url.Trim());
        return address.IsUnixPipe || address.IsNamedPipe
            ? []
            : HostsOf(address.Host).Select(host => new PortClaim(setting, new IPEndPoint(host, address.Port)));
    }

    // A name other than localhost means every address of the machine.
    private static IPAddress[] HostsOf(string host) =>
        IPAddress.TryParse(host, out var address) ? [address]
        : host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
        : [IPAddress.IPv6Any];
}
