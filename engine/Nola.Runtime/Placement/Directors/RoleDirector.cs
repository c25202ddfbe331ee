using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Nola.Runtime.Placement.Directors;

/// <summary>A silo of the role that the grain's key names.</summary>
internal sealed class RoleDirector(ILocalSiloDetails silo) : RandomDirector(silo)
{
    public override Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var role = target.GrainIdentity.Key.ToString();
        var roles = ((PlacementContext)context).Roles;
        var silos = Array.FindAll(context.GetCompatibleSilos(target), candidate => roles(candidate) == role);
        if (silos.Length == 0)
        {
            throw new OrleansException($"{target.GrainIdentity} cannot be placed: no active silo has the role {role}.");
        }

        return Task.FromResult(
            IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) ?? AnyOf(silos));
    }
}
