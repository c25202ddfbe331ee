using System.Net;
using Nola.Runtime.Networking;
using Orleans.Runtime.Messaging;

namespace Nola.Runtime.Messaging;

/// <summary>What the links need from the message center.</summary>
internal interface IPeerLinksOwner : IConnectionHandler
{
    IPEndPoint GetEndpoint(SiloAddress peer);

    /// <summary>No connection could be made; the frames that waited for it were not sent.</summary>
    void OnUnreachable(SiloAddress peer, byte[] unsent, ConnectionFailedException failure);
}
