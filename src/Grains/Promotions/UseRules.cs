namespace ShopActors;

/// <summary>The rules for the uses of a promotion.</summary>
internal static class UseRules
{
    public static Decision<UseEvent> Take(UseState state, OrderId order, long limit, DateTimeOffset now)
    {
        if (state.Taken.Contains(order)) return Decision<UseEvent>.DoneBefore;
        if (state.FindEnded(order) is { } ended)
        {
            return ended.IsKept ? Decision<UseEvent>.DoneBefore : PromotionErrors.Ended;
        }

        return state.Used < limit ? new UseTaken(order) { At = now } : PromotionErrors.Exhausted;
    }

    public static Decision<UseEvent> Keep(UseState state, OrderId order, DateTimeOffset now) =>
        state.FindEnded(order) is not null
            ? Decision<UseEvent>.DoneBefore
            : new UseKept(order) { At = now };

    // Recorded even if the order took nothing: its request may still be in flight.
    public static Decision<UseEvent> GiveBack(UseState state, OrderId order, DateTimeOffset now) =>
        state.FindEnded(order) is not null
            ? Decision<UseEvent>.DoneBefore
            : new UseGivenBack(order) { At = now };
}
