using Nola.Runtime.Placement;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Nola.Runtime.Tests.Placement;

/// <summary>
/// Grain types and where their grains are to go: types that begin with "placed" have a strategy, all others the ring.
/// </summary>
internal sealed class FakePlacement : IPlacementDecisions, IGrainKinds
{
    /// <summary>Chooses; the default is the caller's silo.</summary>
    public Func<PlacementTarget, SiloAddress, Task<SiloAddress>> Choose { get; set; } =
        static (_, caller) => Task.FromResult(caller);

    public int AskedCount { get; private set; }

    public Task<SiloAddress> ChooseAsync(PlacementStrategy strategy, PlacementTarget target, SiloAddress caller)
    {
        AskedCount++;
        return Choose(target, caller);
    }

    public PlacementStrategy PlacementOf(GrainType grainType) =>
        grainType.ToString()!.StartsWith("placed", StringComparison.Ordinal) ? new RandomPlacement() : RingPlacement.Instance;

    public IReadOnlyList<PlacementFilterStrategy> FiltersOf(GrainType grainType) => [];

    public GrainInterfaceType NameOf(Type interfaceType) => default;
}
