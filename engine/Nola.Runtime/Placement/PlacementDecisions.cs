using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Membership;
using Nola.Runtime.Placement.Directors;
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

    private async Task<SiloAddress> AskAsync(PlacementStrategy strategy, PlacementTarget target, SiloAddress caller)
    {
        var ring = handover.Ownership.Ring;
        if (strategy is RingPlacement) return OnRing(ring, target);

        var director = services.GetKeyedService<IPlacementDirector>(strategy.GetType())
            ?? throw new OrleansException(
                $"{target.GrainIdentity} has the placement strategy {strategy.GetType()}, for which no director is registered.");
        var silos = await FilterAsync(target, [.. ring.Silos], caller).ConfigureAwait(false);
        if (silos.Length == 0) throw new SiloUnavailableException($"There is no silo for {target.GrainIdentity}.");

        var context = new PlacementContext(
            caller, agent.View.StatusOf(caller), silos, silo => agent.View.Find(silo)?.RoleName);
        return await director.OnAddActivation(strategy, target, context).ConfigureAwait(false);
    }

    private static SiloAddress OnRing(HashRing ring, PlacementTarget target) =>
        IPlacementDirector.GetPlacementHint(target.RequestContextData, [.. ring.Silos])
            ?? ring.OwnerOf(target.GrainIdentity)
            ?? throw new SiloUnavailableException("There is no active silo.");

    private async ValueTask<SiloAddress[]> FilterAsync(PlacementTarget target, SiloAddress[] silos, SiloAddress caller)
    {
        var filters = services.GetRequiredService<IGrainKinds>().FiltersOf(target.GrainIdentity.Type);
        if (filters.Count > 1 && filters.DistinctBy(filter => filter.Order).Count() < filters.Count)
        {
            throw new InvalidOperationException(
                $"Placement filters of the grain type {target.GrainIdentity.Type} have the same order. "
                + "A class with several filters has to say in which order they come.");
        }

        foreach (var filter in filters)
        {
            var director = services.GetKeyedService<IPlacementFilterDirector>(filter.GetType())
                ?? throw new OrleansException($"No director is registered for the placement filter {filter.GetType()}.");
            silos = director is ICallerFilterDirector byCaller
                ? await byCaller.FilterAsync(filter, silos, caller).ConfigureAwait(false)
                : [.. director.Filter(filter, target, silos)];
        }

        return silos;
    }
}
