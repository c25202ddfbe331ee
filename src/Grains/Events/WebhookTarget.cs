using System.Net;
using System.Net.Sockets;

namespace ShopActors;

/// <summary>Where webhooks may be sent.</summary>
internal static class WebhookTarget
{
    /// <summary>
    /// Networks that are not the Internet's, from IANA's registries of special-purpose addresses.
    /// </summary>
    private static readonly IPNetwork[] Private =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128", "64:ff9b::/96", "64:ff9b:1::/48",
            "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10",
            "fec0::/10", "ff00::/8",
        ]).Select(IPNetwork.Parse),
    ];

    /// <summary>Refuses an address that is none, or that may not be called.</summary>
    public static ShopError? Check(string url, bool allowPrivate)
    {
        if (url is null || url.Length > WebhookLimits.UrlLengthMax ||
            !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
        {
            return WebhookErrors.Invalid("The URL must be absolute, without credentials and fragment.");
        }

        if (uri.Scheme != Uri.UriSchemeHttps && !(allowPrivate && uri.Scheme == Uri.UriSchemeHttp))
        {
            return WebhookErrors.Invalid("The URL must begin with https.");
        }

        // A name is checked when it is resolved, at every connection.
        return !allowPrivate && IPAddress.TryParse(uri.IdnHost, out var address) && !IsPublic(address)
            ? WebhookErrors.Invalid("The URL is in a private network.")
            : null;
    }

    public static bool IsPublic(IPAddress address)
    {
        var known = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Private.Any(network => network.Contains(known));
    }

    /// <summary>
    /// Connects to the name's addresses, the private ones left out. The name is resolved once: an answer that changes
    /// between a check and the connection cannot evade the check.
    /// </summary>
    /// <exception cref="HttpRequestException">All addresses are private.</exception>
    public static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint target, bool allowPrivate, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellationToken).ConfigureAwait(false);
        var allowed = allowPrivate ? addresses : Array.FindAll(addresses, IsPublic);
        if (allowed.Length == 0)
        {
            throw new HttpRequestException($"{target.Host} has no public address.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
