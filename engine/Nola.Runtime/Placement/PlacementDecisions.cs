using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Membership;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Nola.Runtime.Placement;

/// <summary>
/// Asks the directors: the runtime's, and those that the application registered for its own strategies. The silos to
/// choose from are those of the ring.
/// </summary>
internal sealed class PlacementDecisions(IServiceProvider services, RangeHandover handover, MembershipAgent agent)
    : IPlacementDecisions
{
    public Task<SiloAddress> ChooseAsync(PlacementStrategy strategy, PlacementTarget target, SiloAddress caller)
    {
        if (TaskScheduler.Current == TaskScheduler.Default) return AskAsync(strategy, target, caller);

        // A director that waits must not go on in the turn of the grain whose call it is about.
        return Task.Factory.StartNew(
            () => AskAsync(strategy, target, caller),
            CancellationToken.None,
            TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default).Unwrap();
    }

    private Task<SiloAddress> AskAsync(PlacementStrategy strategy, PlacementTarget target, SiloAddress caller)
    {
        var ring = handover.Ownership.Ring;
        if (strategy is RingPlacement) return Task.FromResult(OnRing(ring, target));

        try
        {
            var director = services.GetKeyedService<IPlacementDirector>(strategy.GetType())
                ?? throw new OrleansException(
                    $"{target.GrainIdentity} has the placement strategy {strategy.GetType()}, for which no director is registered.");
            return director.OnAddActivation(strategy, target, CreateContext(ring, target, caller));
        }
        catch (Exception exception) // Thrown or returned: the callers of the grain get it.
        {
            return Task.FromException<SiloAddress>(exception);
        }
    }

    private static SiloAddress OnRing(HashRing ring, PlacementTarget target) =>
        IPlacementDirector.GetPlacementHint(target.RequestContextData, [.. ring.Silos])
            ?? ring.OwnerOf(target.GrainIdentity)
            ?? throw new SiloUnavailableException("There is no active silo.");

    private SiloAddress[] Filter(PlacementTarget target, SiloAddress[] silos)
    {
        foreach (var filter in services.GetRequiredService<IGrainKinds>().FiltersOf(target.GrainIdentity.Type))
        {
            var director = services.GetKeyedService<IPlacementFilterDirector>(filter.GetType())
                ?? throw new OrleansException($"No director is registered for the placement filter {filter.GetType()}.");
            silos = [.. director.Filter(filter, target, silos)];
        }

        return silos;
    }

    private PlacementContext CreateContext(HashRing ring, PlacementTarget target, SiloAddress caller)
    {
        var silos = Filter(target, [.. ring.Silos]);
        if (silos.Length == 0) throw new SiloUnavailableException($"There is no silo for {target.GrainIdentity}.");

        return new PlacementContext(caller, agent.View.StatusOf(caller), silos, silo => agent.View.Find(silo)?.RoleName);
    }
}
