using System.Collections.Immutable;
using Orleans.Concurrency;

namespace ShopActors;

[StatelessWorker, GrainType("subscription-directory")]
internal sealed class SubscriptionDirectoryGrain(EventOutlets outlets) : Grain, ISubscriptionDirectoryGrain
{
    public async Task<Result<ImmutableArray<SubscriptionSnapshot>>> List(Caller caller)
    {
        if (SubscriptionRules.CheckVisible(caller) is { } hidden) return hidden;
        var found = await Task.WhenAll(outlets.Names.Select(name =>
            GrainFactory.GetGrain<ISubscriptionGrain>(name).Get(caller)));
        return found.Select(result => result.Value).OfType<SubscriptionSnapshot>().ToImmutableArray();
    }
}
