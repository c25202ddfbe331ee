using System.Net;
using System.Net.Sockets;

namespace Orleans.TestingHost;

/// <summary>Finds ports that nobody listens at, and gives none twice in a process.</summary>
public sealed class TestClusterPortAllocator : ITestClusterPortAllocator
{
    private const int FirstPort = 22_000;
    private const int LastPort = 31_000;

    private static readonly Lock Gate = new();
    private static int _next = FirstPort + (Environment.ProcessId * 97 % 4000);

    /// <inheritdoc/>
    public (int, int) AllocateConsecutivePortPairs(int numPorts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numPorts);
        lock (Gate) return (FindRun_NeedsLock(numPorts), FindRun_NeedsLock(numPorts));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static int FindRun_NeedsLock(int length)
    {
        for (var attempts = 0; attempts < LastPort - FirstPort; attempts++)
        {
            if (_next + length > LastPort) _next = FirstPort;

            var start = _next;
            _next += length;
            if (Enumerable.Range(start, length).All(IsFree)) return start;
        }

        throw new InvalidOperationException($"There is no run of {length} free ports.");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
