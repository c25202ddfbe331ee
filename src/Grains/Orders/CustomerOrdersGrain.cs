using Orleans.Concurrency;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

[Reentrant, GrainType("customer-orders")]
internal sealed class CustomerOrdersGrain(JournalGrainServices services)
    : JournalGrain<CustomerOrdersState, CustomerOrdersEvent>(services), ICustomerOrdersGrain, ICheckoutOrderList
{
    private readonly JournalGrainServices _services = services;

    protected override CustomerOrdersState Initial => CustomerOrdersState.Empty;

    protected override JournalCodec<CustomerOrdersState, CustomerOrdersEvent> Codec => CustomerOrdersCodec.Instance;

    protected override bool AnswersEarly => true;

    private PrincipalId Owner => PrincipalId.Parse(this.GetPrimaryKeyString());

    public Task Add(OrderId order, DateTimeOffset placedAt)
    {
        Record(order, placedAt);
        DeactivateOnIdle();
        return WhenOrdered();
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
            if (state.Placed is { } placed && placed.Caller.Id == owner) Record(order, placed.At);
        }

        await WhenDurable();

        return Result.Ok;
    }

    protected override CustomerOrdersState Apply(CustomerOrdersState state, CustomerOrdersEvent e) => e switch
    {
        CustomerOrdersEvent.Listed listed =>
            state with { Orders = state.Orders.Add(new ListedOrder(listed.Order, listed.PlacedAt)) },
        _ => throw new System.Diagnostics.UnreachableException($"Unknown event {e.GetType().Name}."),
    };

    private void Record(OrderId order, DateTimeOffset placedAt)
    {
        if (!State.Orders.Contains(new ListedOrder(order, placedAt))) _ = Commit(new CustomerOrdersEvent.Listed(order, placedAt));
    }
}
