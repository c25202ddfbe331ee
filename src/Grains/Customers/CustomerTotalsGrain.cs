using System.Collections.Immutable;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// A projection of the journals of a customer's orders: counted anew where an event says that something has changed, so
/// an event that is delivered twice changes nothing.
/// </summary>
[Reentrant, GrainType(TypeName)]
internal sealed class CustomerTotalsGrain(JournalGrainServices services)
    : ShopGrain<CustomerTotalsState, CustomerTotalsEvent>(services), ICustomerTotalsGrain
{
    public const string TypeName = "customer-totals";

    private readonly IJournalStore _store = services.Store;

    private CustomerId Customer => CustomerId.Parse(this.GetPrimaryKeyString());

    public async Task Count(ImmutableArray<OrderId> confirmed)
    {
        if (!await TryCountAsync(static state => state.Count, confirmed)) await Recount();
    }

    public Task Recount() => TryCountAsync(static _ => OrderCount.None, []);

    public async Task Erase()
    {
        if (!State.IsErased) Erase([new TotalsErased { At = Now }]);
        await WhenDurable();
    }

    private async Task<bool> TryCountAsync(
        Func<CustomerTotalsState, OrderCount> begin, ImmutableArray<OrderId> expected)
    {
        CustomerTotalsState before;
        OrderCount? counted;
        do
        {
            before = State;
            if (before.IsErased) return true;
            counted = await begin(before).ReadAsync(_store, Customer, expected);
            if (counted is null) return false;
        }

        // Another call has recorded meanwhile: it may have read later than this one.
        while (before != State);

        if (!counted.IsSame(before.Count)) Record([new OrdersCounted(counted) { At = Now }]);
        await WhenDurable();
        return true;
    }
}
