using Nola.Runtime.Placement;
using Orleans.Placement;

namespace Nola.Runtime.Activation;

/// <summary>Tells placement about the grain classes of this silo.</summary>
internal sealed class GrainKinds(ActivationHost host) : IGrainKinds
{
    public PlacementStrategy PlacementOf(GrainType grainType) =>
        host.Catalog.FindClass(grainType)?.Placement ?? RingPlacement.Instance;

    public IReadOnlyList<PlacementFilterStrategy> FiltersOf(GrainType grainType) =>
        host.Catalog.FindClass(grainType)?.Filters ?? [];

    public GrainInterfaceType NameOf(Type interfaceType) => GrainTypeNames.OfInterface(interfaceType);
}
