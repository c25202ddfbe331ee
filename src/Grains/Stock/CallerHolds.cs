namespace ShopActors;

/// <summary>
/// Holds outside a checkout: a caller has at most one on a SKU. Its id follows from the caller, so that a caller can
/// neither end another caller's hold nor that of an order. An ended id never lives again: the ids of a caller are
/// numbered, and the first that has not ended is the present one.
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

    /// <summary>The caller's live hold, or the id of the next one; false when too many have ended.</summary>
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
