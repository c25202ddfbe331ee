
namespace Nola.Runtime.Placement;

/// <summary>The locator of a silo without clustering, which is built but not started.</summary>
internal sealed class SingleSiloLocator(SiloAddress silo) : IGrainLocator
{
    public bool IsLocal(GrainId grainId, PlacementStrategy placement) => true;

    public SiloAddress? Locate(GrainId grainId, PlacementStrategy placement) => silo;
}
