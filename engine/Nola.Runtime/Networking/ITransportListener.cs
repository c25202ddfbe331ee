using System.Net;

namespace Nola.Runtime.Networking;

/// <summary>Accepts byte streams from other hosts.</summary>
internal interface ITransportListener : IAsyncDisposable
{
    /// <summary>Where it listens; tells the port where none was asked for.</summary>
    IPEndPoint Endpoint { get; }

    /// <summary>The next stream, or null after the listener was disposed.</summary>
    ValueTask<Stream?> AcceptAsync(CancellationToken cancellationToken);
}
