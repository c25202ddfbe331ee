namespace ShopActors;

/// <summary>
/// Holds outside a checkout: a caller has at most one per SKU. Its id is derived from the caller, so that no caller can
/// end another caller's hold or an order's. An ended id is never used again: a caller's ids are numbered, and a new
/// hold gets the first that was not used.
/// </summary>
internal static class CallerHolds
{
    public static Decision<StockEvent> Reserve(
        StockState state, Caller caller, ReserveStock command, DateTimeOffset now, out HoldId id)
    {
        id = default;
        if (!IsOwner(caller)) return StockErrors.OwnerRequired;
        if (state.HoldOf(caller.Id, now) is { } live)
        {
            id = live.Id;
            if (live.Quantity != command.Quantity) return StockErrors.HoldExists;
        }
        else
        {
            if (!TryFindUnused(state, caller.Id, out id)) return StockErrors.TooManyAttempts;
            if (CheckShare(state, caller, command.Quantity, now) is { } tooLarge) return tooLarge;
        }

        return StockRules.Reserve(state, id, command, now);
    }

    public static Decision<StockEvent> Release(StockState state, Caller caller, DateTimeOffset now, out HoldId id)
    {
        id = default;
        if (!IsOwner(caller) || state.HoldOf(caller.Id, now) is not { } live) return StockErrors.HoldNotFound;
        id = live.Id;
        return StockRules.Release(state, id, now);
    }

    private static bool IsOwner(Caller caller) =>
        caller is { Kind: CallerKind.Guest or CallerKind.Customer or CallerKind.Ops, Id.IsDefault: false };

    // Operators may take any number of units off sale in other ways too.
    private static ShopError? CheckShare(StockState state, Caller caller, int quantity, DateTimeOffset now)
    {
        if (!state.IsOpen || caller.Kind == CallerKind.Ops) return null;
        var share = StockRules.AvailableTo(state, own: null, now) / StockLimits.HoldShareOfAvailable;
        var max = Math.Clamp(share, StockLimits.HoldUnitsMax, StockLimits.HoldQuantityMax);
        return quantity > max ? StockErrors.HoldTooLarge(quantity, max) : null;
    }

    /// <summary>Finds the first id that no hold has or had; false if too many have ended.</summary>
    private static bool TryFindUnused(StockState state, PrincipalId owner, out HoldId id)
    {
        for (var attempt = 0; attempt < StockLimits.HoldsPerCallerMax; attempt++)
        {
            id = HoldId.For(owner, state.Sku, attempt);
            if (!state.TryGetLive(id, out _) && !state.TryGetEnded(id, out _)) return true;
        }

        id = default;
        return false;
    }
}
