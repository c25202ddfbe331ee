
namespace Nola.Runtime.Messaging;

/// <summary>What Messaging must know about the life of silos. Implemented by Membership.</summary>
internal interface ISiloLiveness
{
    /// <summary>Whether the silo was declared dead, which is final.</summary>
    bool IsDead(SiloAddress silo);

    /// <summary>Whether this silo's lease is valid: nobody else can have taken over its grains.</summary>
    bool MayServe { get; }

    /// <summary>A connection to a host ended without a farewell.</summary>
    void OnConnectionLost(SiloAddress host);

    /// <summary>A host could not be reached at all.</summary>
    /// <param name="host">The host.</param>
    /// <param name="isSilent">Whether it just did not answer in time: nobody said that it is not there.</param>
    void OnUnreachable(SiloAddress host, bool isSilent);
}
