
namespace Nola.Runtime.Messaging;

/// <summary>Says where messages for grains go. Implemented by Placement.</summary>
internal interface IMessageRouter
{
    /// <summary>The silo that has the grain, or null while that is being settled.</summary>
    SiloAddress? Route(GrainId grain);

    /// <summary>Where a host listens for this one.</summary>
    System.Net.IPEndPoint GetEndpoint(SiloAddress host) => host.Endpoint;
}
