using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>What placement must know of grain classes. Implemented by Activation.</summary>
internal interface IGrainKinds
{
    /// <summary>The strategy of the class; the ring's where this process has no such class.</summary>
    PlacementStrategy PlacementOf(GrainType grainType);

    /// <summary>The class of the grains, or null where this process has none.</summary>
    Type? ClassOf(GrainType grainType);

    /// <summary>The name of an interface.</summary>
    GrainInterfaceType NameOf(Type interfaceType);
}
