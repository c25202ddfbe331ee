using System.Collections.Immutable;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

[Reentrant, GrainType("guest-orders")]
internal sealed class GuestOrdersGrain(JournalGrainServices services)
    : ShopGrain<GuestOrdersState, GuestOrdersEvent>(services), IGuestOrdersGrain
{
    public Task<Result> Add(OrderId order) => AnswerAsync(GuestOrdersRules.Add(State, order));

    public Task<Result> Remove(OrderId order) => AnswerAsync(GuestOrdersRules.Remove(State, order));

    public async Task<ImmutableArray<OrderId>> List()
    {
        var orders = State.Orders;
        await WhenDurable();
        return orders;
    }
}
