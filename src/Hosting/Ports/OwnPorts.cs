using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace ShopActors.Hosting.Ports;

/// <summary>
/// Binds the ports of the process before its host starts, and gives the sockets to the servers that listen on them: a
/// port that another process listens on ends the start before the silo joins a cluster or a store is opened.
/// </summary>
/// <remarks>
/// Of two processes that start at the same time both can bind a port on which neither listens yet, because .NET sets
/// SO_REUSEADDR. Only one can listen: the other one's server fails, and its start ends then
/// (<see cref="ShopStart"/>).
/// </remarks>
internal sealed class OwnPorts(IEnumerable<IPortSource> sources) : IDisposable
{
    private const int BacklogMax = 512; // as Kestrel's

    // Bound by Bind, and removed by the server that listens.
    private readonly ConcurrentDictionary<EndPoint, Socket> _bound = new();

    /// <summary>The settings and their ports, for a message about one of them.</summary>
    public string Description => string.Join(", ", Claims().Select(c => $"{c.Setting} ({c.EndPoint})"));

    /// <exception cref="PortInUseException">Another process listens on a port, or a port is set twice.</exception>
    public void Bind()
    {
        var settingOf = new Dictionary<int, string>();
        foreach (var claim in Claims())
        {
            var (setting, endPoint, _) = claim;
            if (settingOf.TryGetValue(endPoint.Port, out var other) && other != setting)
            {
                throw new PortInUseException($"{setting}: port {endPoint.Port} is also {other}; set another port.");
            }

            settingOf[endPoint.Port] = setting;
            if (!_bound.ContainsKey(endPoint)) Bind(claim);
        }
    }

    /// <summary>The bound socket for an address, or a new one; no other process can listen there too.</summary>
    public Socket Take(EndPoint endPoint) => _bound.TryRemove(endPoint, out var socket)
        ? socket
        : SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);

    public void Dispose()
    {
        foreach (var socket in _bound.Values) socket.Dispose();
    }

    // The operating system chooses port 0, so it cannot be in use.
    private IEnumerable<PortClaim> Claims() =>
        sources.SelectMany(source => source.Read()).Where(claim => claim.EndPoint.Port != 0);

    private void Bind(PortClaim claim)
    {
        try
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(claim.EndPoint);
            _bound[claim.EndPoint] = socket;
            if (claim.ListensAtOnce) socket.Listen(BacklogMax);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new PortInUseException(
                $"{claim.Setting}: port {claim.EndPoint.Port} is in use by another process; set another port.", e);
        }
        catch (SocketException)
        {
            // For instance without IPv6: the server knows whether it can do without this address.
        }
    }
}
