using System.Net;

namespace Nola.Runtime.Networking;

/// <summary>Wraps streams before anything is sent on them.</summary>
internal interface IStreamSecurity
{
    /// <summary>How long wrapping may take.</summary>
    TimeSpan Timeout { get; }

    /// <summary>Wraps a stream that this end opened.</summary>
    /// <exception cref="Orleans.Runtime.Messaging.ConnectionFailedException">The peer is refused or refuses.</exception>
    Task<Stream> ConnectAsync(Stream stream, IPEndPoint endpoint, CancellationToken cancellationToken);

    /// <summary>Wraps a stream that the other end opened.</summary>
    /// <exception cref="Orleans.Runtime.Messaging.ConnectionFailedException">The peer is refused or refuses.</exception>
    Task<Stream> AcceptAsync(Stream stream, CancellationToken cancellationToken);
}
