using System.Collections.Immutable;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

[Reentrant, GrainType("order-number-block")]
internal sealed class OrderNumberBlockGrain(JournalGrainServices services)
    : ShopGrain<OrderNumberBlockState, OrderNumberBlockEvent>(services), IOrderNumberBlockGrain
{
    public Task File(ImmutableArray<OrderId> orders) =>
        State.Orders.IsEmpty ? CommitAsync([new BlockFilled(orders)]) : WhenDurable();

    public async Task<OrderId?> Find(int index)
    {
        var orders = State.Orders;
        await WhenDurable();
        return index < orders.Length ? orders[index] : null;
    }
}
