using System.Net;

namespace Nola.Runtime.Networking;

/// <summary>Carries byte streams between hosts.</summary>
internal interface ITransport
{
    /// <summary>Opens a stream to a listener.</summary>
    /// <exception cref="Orleans.Runtime.Messaging.ConnectionFailedException">Nobody listens there.</exception>
    ValueTask<Stream> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken);

    /// <summary>Listens at an endpoint until the result is disposed.</summary>
    ITransportListener Listen(IPEndPoint endpoint);
}
