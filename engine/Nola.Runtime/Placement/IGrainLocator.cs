
namespace Nola.Runtime.Placement;

/// <summary>Says where a grain lives.</summary>
internal interface IGrainLocator
{
    /// <summary>Whether this silo may serve the grain. With one silo a field read.</summary>
    bool IsLocal(GrainId grainId, PlacementStrategy placement);

    /// <summary>
    /// Whether this silo may serve the grain because the ring says so: it is in no directory, and nobody has to be asked.
    /// </summary>
    bool IsLocalByRing(GrainId grainId, PlacementStrategy placement) => IsLocal(grainId, placement);

    /// <summary>Whether the grain's point on the ring is this silo's, wherever the grain is.</summary>
    bool Owns(GrainId grainId) => true;

    /// <summary>The silo that owns the grain, or null while that is being settled.</summary>
    SiloAddress? Locate(GrainId grainId, PlacementStrategy placement);

    /// <summary>
    /// Whether this silo may serve at all: without a lease others may have taken its grains over. Asked by every call.
    /// </summary>
    bool MayServe => true;
}
