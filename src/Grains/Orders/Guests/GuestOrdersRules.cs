namespace ShopActors;

/// <summary>The rules for an address's orders.</summary>
internal static class GuestOrdersRules
{
    public static Decision<GuestOrdersEvent> Add(GuestOrdersState state, OrderId order) =>
        state.Orders.Contains(order) ? Decision<GuestOrdersEvent>.DoneBefore : new GuestOrderAdded(order);

    public static Decision<GuestOrdersEvent> Remove(GuestOrdersState state, OrderId order) =>
        state.Orders.Contains(order) ? new GuestOrderRemoved(order) : Decision<GuestOrdersEvent>.DoneBefore;
}
