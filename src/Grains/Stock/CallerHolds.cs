namespace ShopActors;

/// <summary>
/// Holds outside a checkout: a caller has at most one per SKU. Its id is derived from the caller, so that no caller can
/// end another caller's hold or an order's. An ended id is never used again: a caller's ids are numbered, and the first
/// that has not ended is the current one.
/// </summary>
internal static class CallerHolds
{
    public static Decision<StockEvent> Reserve(
        StockState state, Caller caller, ReserveStock command, DateTimeOffset now, out HoldId id)
    {
        id = default;
        if (!IsOwner(caller)) return StockErrors.OwnerRequired;
        if (!TryFind(state, caller, now, out id, out var live)) return StockErrors.TooManyAttempts;
        return live is not null && live.Quantity != command.Quantity
            ? StockErrors.HoldExists
            : StockRules.Reserve(state, id, command, now);
    }

    public static Decision<StockEvent> Release(StockState state, Caller caller, DateTimeOffset now, out HoldId id)
    {
        id = default;
        return IsOwner(caller) && TryFind(state, caller, now, out id, out var live) && live is not null
            ? StockRules.Release(state, id, now)
            : StockErrors.HoldNotFound;
    }

    private static bool IsOwner(Caller caller) =>
        caller is { Kind: CallerKind.Guest or CallerKind.Customer or CallerKind.Ops, Id.IsDefault: false };

    /// <summary>Finds the caller's live hold, or the id of the next one; false if too many have ended.</summary>
    private static bool TryFind(StockState state, Caller caller, DateTimeOffset now, out HoldId id, out Hold? live)
    {
        for (var attempt = 0; attempt < StockLimits.HoldsPerCallerMax; attempt++)
        {
            id = HoldId.For(caller.Id, state.Sku, attempt);
            var isLive = state.TryGetLive(id, out live);
            if (isLive && !live!.IsOverdue(now)) return true;
            if (!isLive && !state.TryGetEnded(id, out _)) return true;
        }

        (id, live) = (default, null);
        return false;
    }
}
