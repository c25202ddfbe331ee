using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Nola.Runtime.Placement.Directors;

/// <summary>The silo of the caller, where it can host the grain.</summary>
internal sealed class PreferLocalDirector(ILocalSiloDetails silo) : RandomDirector(silo)
{
    public override Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        return IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is null
            && context.LocalSiloStatus == SiloStatus.Active && silos.Contains(context.LocalSilo)
            ? Task.FromResult(context.LocalSilo)
            : base.OnAddActivation(strategy, target, context);
    }
}
