using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace ShopActors.WebApi.Limits;

/// <summary>
/// Closes excess connections of one address, before TLS and HTTP cost anything. It holds one counter per address with
/// an open connection, so at most <see cref="ApiLimits.ConnectionsMax"/>.
/// </summary>
internal sealed class ConnectionLimit(IOptions<ApiLimits> limits, KnownProxies proxies)
{
    // Open connections by PeerAddress.KeyOf; an address without connections has no entry.
    private readonly ConcurrentDictionary<long, int> _open = new();

    /// <summary>The number of addresses with open connections.</summary>
    public int AddressCount => _open.Count;

    public ConnectionDelegate Apply(ConnectionDelegate next) => connection =>
        connection.RemoteEndPoint is IPEndPoint { Address: var address } && !IsExempt(address)
            ? CountedAsync(next, connection, PeerAddress.KeyOf(address))
            : next(connection);

    private bool IsExempt(IPAddress address) => IPAddress.IsLoopback(address) || proxies.Contains(address);

    private async Task CountedAsync(ConnectionDelegate next, ConnectionContext connection, long key)
    {
        var isWithin = _open.AddOrUpdate(key, 1, static (_, open) => open + 1) <= limits.Value.ConnectionsPerAddressMax;
        try
        {
            if (isWithin) await next(connection);
            else connection.Abort(new ConnectionAbortedException("The address has too many connections."));
        }
        finally
        {
            // An entry that another connection has incremented meanwhile is not zero, and stays.
            _open.AddOrUpdate(key, 0, static (_, open) => open - 1);
            _open.TryRemove(new(key, 0));
        }
    }
}
