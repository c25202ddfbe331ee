using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Nola.Runtime.Placement.Directors;

/// <summary>The silo at the place of the grain's hash in the ordered list of silos.</summary>
internal sealed class HashDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is { } hint) return Task.FromResult(hint);

        Array.Sort(silos);
        var hash = target.GrainIdentity.GetUniformHashCode() & int.MaxValue;
        return Task.FromResult(silos[hash % silos.Length]);
    }
}
