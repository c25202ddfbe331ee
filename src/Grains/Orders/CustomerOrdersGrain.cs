using Orleans.Concurrency;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

[Reentrant, GrainType("customer-orders")]
internal sealed class CustomerOrdersGrain(JournalGrainServices services)
    : JournalGrain<CustomerOrdersState, CustomerOrdersEvent>(services), ICustomerOrdersGrain
{
    private readonly JournalGrainServices _services = services;

    protected override CustomerOrdersState Initial => CustomerOrdersState.Empty;

    protected override JournalCodec<CustomerOrdersState, CustomerOrdersEvent> Codec => CustomerOrdersCodec.Instance;

    private PrincipalId Owner => PrincipalId.Parse(this.GetPrimaryKeyString());

    public Task Add(OrderId order, DateTimeOffset placedAt)
    {
        var entry = new ListedOrder(order, placedAt);
        return State.Orders.Contains(entry)
            ? WhenDurable()
            : Commit(new CustomerOrdersEvent.Listed(order, placedAt));
    }

    public async Task<Result<OrderPage>> List(Caller caller, string? cursor, int limit)
    {
        var state = State;
        await WhenDurable();
        if (!caller.Owns(Owner) && !caller.May(Scopes.OrdersRead)) return OrderErrors.NotFound;
        return CustomerOrdersRules.Page(state, cursor, limit);
    }

    public async Task<Result> Rebuild(Caller caller)
    {
        if (!caller.May(Scopes.AuditRead)) return OrderErrors.NotFound;
        var owner = Owner;
        await foreach (var (order, state) in OrderJournals.ReadAll(_services.Store))
        {
            if (state.Placed is { } placed && placed.Caller.Id == owner) await Add(order, placed.At);
        }

        return Result.Ok;
    }

    protected override CustomerOrdersState Apply(CustomerOrdersState state, CustomerOrdersEvent e) => e switch
    {
        CustomerOrdersEvent.Listed listed =>
            state with { Orders = state.Orders.Add(new ListedOrder(listed.Order, listed.PlacedAt)) },
        _ => throw new System.Diagnostics.UnreachableException($"Unknown event {e.GetType().Name}."),
    };
}
