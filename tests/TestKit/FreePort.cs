using System.Net;
using System.Net.Sockets;

namespace ShopActors.TestKit;

/// <summary>
/// Ports on the loopback address without a listener. They are below the range from which outgoing connections take
/// theirs, so that a process that is killed and started again finds its port free.
/// </summary>
internal static class FreePort
{
    private const int First = 18_000;
    private const int Count = 14_000;

    // Programs that start together must not try the same ports in the same order.
    private static readonly Random _random = new(Environment.ProcessId);
    private static readonly HashSet<int> _given = [];

    public static int Next()
    {
        lock (_given)
        {
            while (true)
            {
                var port = First + _random.Next(Count);
                if (!_given.Contains(port) && IsFree(port))
                {
                    _given.Add(port);
                    return port;
                }
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
