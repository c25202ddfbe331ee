using System.Net;

namespace Nola.Runtime.Hosting;

/// <summary>Who this client is: an address that nobody can connect to, unique in its cluster.</summary>
internal sealed class ClientIdentity(TimeProvider time)
{
    private static int s_lastPort;

    /// <summary>Generations of clients are negative. The port keeps clients of one process and second apart.</summary>
    public SiloAddress Address { get; } = SiloAddress.New(
        new IPEndPoint(IPAddress.Loopback, (Environment.ProcessId + (Interlocked.Increment(ref s_lastPort) * 7919)) & 0xFFFF),
        -SiloAddress.AllocateNewGeneration(time));
}
