namespace ShopActors;

/// <summary>The rule by which orders get their numbers.</summary>
internal static class OrderNumberRules
{
    /// <param name="state">The numbers given so far.</param>
    /// <param name="order">The order.</param>
    /// <param name="first">The number of the first order ever.</param>
    public static Decision<OrderNumbersEvent> Assign(OrderNumbersState state, OrderId order, long first) =>
        state.Find(order) is not null
            ? Decision<OrderNumbersEvent>.DoneBefore
            : new NumberAssigned(order, state.First == 0 ? first : state.Next);
}
