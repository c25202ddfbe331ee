using System.Net;
using Nola.Runtime.Networking;

namespace Nola.Runtime.Messaging;

/// <summary>How this host takes part in the exchange of messages.</summary>
internal sealed class MessageCenterOptions
{
    public required SiloAddress LocalAddress { get; init; }

    public required string ClusterId { get; init; }

    /// <summary>Where to listen; empty for clients.</summary>
    public IReadOnlyList<IPEndPoint> ListenEndpoints { get; init; } = [];

    /// <summary>What members of the cluster must know; empty where the network is trusted.</summary>
    public ReadOnlyMemory<byte> Secret { get; init; }

    /// <summary>What wraps each stream before the handshake: TLS, or nothing.</summary>
    public IStreamSecurity? Security { get; init; }

    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan HandshakeTimeout { get; init; } = HandshakeOptions.DefaultTimeout;

    public int PayloadLengthMax { get; init; } = 110 * 1024 * 1024;

    /// <summary>Bytes that may wait for a peer; calls beyond are refused unexecuted.</summary>
    public int PendingBytesMax { get; init; } = 32 * 1024 * 1024;

    /// <summary>How often a call is passed on at once; after that it waits a moment each time.</summary>
    public int ForwardCountMax { get; init; } = 2;

    /// <summary>Whether the callee of a call that took too long is told that nobody waits for it any more.</summary>
    public bool CancelsOverdueCalls { get; init; }
}
