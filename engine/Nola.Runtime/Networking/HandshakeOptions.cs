
namespace Nola.Runtime.Networking;

/// <summary>What this host says and expects when a connection opens.</summary>
/// <param name="ClusterId">Both ends name the same cluster.</param>
/// <param name="LocalAddress">Who this host is.</param>
/// <param name="Secret">Both ends prove that they know it; empty where the cluster has none.</param>
/// <param name="Timeout">How long the whole exchange may take.</param>
internal sealed record HandshakeOptions(
    string ClusterId, SiloAddress LocalAddress, ReadOnlyMemory<byte> Secret, TimeSpan Timeout)
{
    /// <summary>A stranger gets no more of this host's time.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(2);
}
