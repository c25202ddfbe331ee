
namespace Nola.Runtime.Messaging;

/// <summary>Says where messages for grains go. Implemented by Placement.</summary>
internal interface IMessageRouter
{
    /// <summary>The silo that has the grain, or null while that is being settled.</summary>
    SiloAddress? Route(GrainId grain);

    /// <summary>The silo for a call, or null while that is being settled. May choose one for the grain.</summary>
    SiloAddress? Route(in MessageHeader call) => Route(call.TargetGrain);

    /// <summary>A call to the grain was passed on to that silo.</summary>
    void Learn(GrainId grain, SiloAddress host)
    {
    }

    /// <summary>Where a host listens for this one.</summary>
    System.Net.IPEndPoint GetEndpoint(SiloAddress host) => host.Endpoint;
}
