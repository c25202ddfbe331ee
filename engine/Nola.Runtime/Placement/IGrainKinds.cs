using Orleans.Placement;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>What placement must know of grain classes. Implemented by Activation.</summary>
internal interface IGrainKinds
{
    /// <summary>The strategy of the class; the ring's where this process has no such class.</summary>
    PlacementStrategy PlacementOf(GrainType grainType);

    /// <summary>The filters of the class, in their order.</summary>
    IReadOnlyList<PlacementFilterStrategy> FiltersOf(GrainType grainType);

    /// <summary>The name of an interface.</summary>
    GrainInterfaceType NameOf(Type interfaceType);
}
