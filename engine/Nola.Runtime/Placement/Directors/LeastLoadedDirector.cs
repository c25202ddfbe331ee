using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Nola.Runtime.Placement.Directors;

/// <summary>
/// Of some silos that are drawn by lot the one with the fewest activations: as good as looking at all, without all
/// silos' choosing the same one at once.
/// </summary>
internal class LeastLoadedDirector(
    ILocalSiloDetails silo, SiloLoads loads, IOptions<ActivationCountBasedPlacementOptions> options) : RandomDirector(silo)
{
    public override Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is { } hint) return Task.FromResult(hint);

        var candidates = silos.ToList();
        SiloAddress? best = null;
        var bestLoad = double.MaxValue;
        for (var left = options.Value.ChooseOutOf; left > 0 && candidates.Count > 0; left--)
        {
            var candidate = AnyOf(candidates);
            candidates.Remove(candidate);

            // A silo that has not told yet is new, and empty.
            var load = loads.Of(candidate) is { } known ? Weigh(known, candidate, context) : 0;
            if (load < bestLoad) (best, bestLoad) = (candidate, load);
        }

        loads.NotePlaced(best!);
        return Task.FromResult(best!);
    }

    /// <summary>The higher, the less a silo should get.</summary>
    protected virtual double Weigh(SiloLoad load, SiloAddress candidate, IPlacementContext context) => load.Activations;
}
