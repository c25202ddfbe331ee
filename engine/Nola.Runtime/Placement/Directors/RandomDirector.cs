using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Nola.Runtime.Placement.Directors;

/// <summary>Any silo; the one of the hint where there is one.</summary>
internal class RandomDirector(ILocalSiloDetails silo) : IPlacementDirector
{
    private readonly Random _random = new(silo.SiloAddress.GetConsistentHashCode());

    public virtual Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) ?? AnyOf(silos));
    }

    protected SiloAddress AnyOf(IReadOnlyList<SiloAddress> silos)
    {
        lock (_random) return silos[_random.Next(silos.Count)];
    }
}
