using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// The rules for commands on a SKU's stock. Deadlines are evaluated here, at the time of the command: a hold whose
/// deadline has passed is over, whether or not that is recorded.
/// </summary>
internal static class StockRules
{
    public static Decision<StockEvent> Reserve(StockState state, HoldId id, ReserveStock command, DateTimeOffset now)
    {
        if (command.TimeToLive <= TimeSpan.Zero || command.TimeToLive > StockLimits.HoldTimeMax)
        {
            return StockErrors.InvalidTimeToLive;
        }

        return SetAside(
            state, id, command.Quantity, own: null, now,
            new UnitsHeld(id, command.Quantity, now + command.TimeToLive) { At = now });
    }

    /// <summary>
    /// Reserves units for an order; the order's own deadline releases them. The buyer's own hold ends with it: its
    /// units count for the order, and any others are available again.
    /// </summary>
    public static Decision<StockEvent> Take(
        StockState state, HoldId id, int quantity, Hold? own, DateTimeOffset now)
    {
        var decision = SetAside(state, id, quantity, own, now, new UnitsTaken(id, quantity) { At = now });
        return own is not null && decision.Events is [var taken]
            ? ImmutableArray.Create<StockEvent>(new HoldReleased(own.Id) { At = now }, taken)
            : decision;
    }

    /// <summary>What the buyer can order now, and when that may be more.</summary>
    public static StockOffer OfferTo(StockState state, Hold? own, DateTimeOffset now)
    {
        var available = AvailableTo(state, own, now);
        return new()
        {
            Available = available,
            Held = state.Available + state.Held - available,
            NextExpiry = state.NextDeadlineAfter(now, except: own) - now,
        };
    }

    /// <summary>The units available to anyone, and those that the buyer holds.</summary>
    public static long AvailableTo(StockState state, Hold? own, DateTimeOffset now) =>
        state.Available + state.OverdueUnits(now) + (own?.Quantity ?? 0);

    public static Decision<StockEvent> Commit(StockState state, HoldId id, DateTimeOffset now)
    {
        if (!state.TryGetLive(id, out var hold))
        {
            // Only the order that took the hold sends this, and only it ends the hold: an unknown one was
            // sold, long ago.
            var isForgotten = state.HasForgottenEnds && !state.TryGetEnded(id, out _);
            return isForgotten ? Decision<StockEvent>.DoneBefore : Ended(state, id, HoldState.Sold);
        }

        if (hold.Pinned) return new HoldSold(id) { At = now };
        return hold.IsOverdue(now) ? StockErrors.HoldEnded(HoldState.Expired) : StockErrors.HoldNotPinned;
    }

    /// <summary>The answer for a hold that was sold before and is forgotten.</summary>
    public static HoldSnapshot Forgotten(HoldId id, DateTimeOffset now) =>
        new() { Id = id, State = HoldState.Sold, Quantity = 0, Since = now };

    public static Decision<StockEvent> Release(StockState state, HoldId id, DateTimeOffset now)
    {
        if (state.TryGetLive(id, out var hold))
        {
            return hold.IsOverdue(now) ? Decision<StockEvent>.DoneBefore : new HoldReleased(id) { At = now };
        }

        if (!state.TryGetEnded(id, out var end)) return new HoldReleased(id) { At = now };
        return end.State == HoldState.Sold ? StockErrors.HoldEnded(end.State) : Decision<StockEvent>.DoneBefore;
    }

    public static Decision<StockEvent> ForceRelease(StockState state, HoldId id, Caller caller, DateTimeOffset now)
    {
        if (!caller.May(Scopes.StockAdjust)) return AccessErrors.Forbidden(Scopes.StockAdjust);
        if (!state.TryGetLive(id, out var hold) && !state.TryGetEnded(id, out _)) return StockErrors.HoldNotFound;
        return hold is { Pinned: true } ? StockErrors.HoldPinned : Release(state, id, now);
    }

    public static Decision<StockEvent> Open(
        StockState state, OperationId operation, Caller caller, long initial, DateTimeOffset now)
    {
        if (!caller.May(Scopes.StockAdjust)) return AccessErrors.Forbidden(Scopes.StockAdjust);
        if (state.IsOpen) return Decision<StockEvent>.DoneBefore;
        if (initial is < 0 or > StockLimits.OnHandMax) return StockErrors.InvalidQuantity(initial);
        return new StockOpened(operation, initial) { At = now };
    }

    public static Decision<StockEvent> Adjust(
        StockState state, OperationId operation, Caller caller, AdjustStock command, DateTimeOffset now)
    {
        return caller.May(Scopes.StockAdjust)
            ? Adjust(state, operation, command, now)
            : AccessErrors.Forbidden(Scopes.StockAdjust);
    }

    /// <summary>Adds units that a buyer sent back.</summary>
    public static Decision<StockEvent> PutBack(
        StockState state, OperationId operation, int quantity, DateTimeOffset now) =>
        Adjust(state, operation, new(quantity, StockReason.Returned), now);

    private static Decision<StockEvent> Adjust(
        StockState state, OperationId operation, AdjustStock command, DateTimeOffset now)
    {
        if (state.TryGetMovement(operation, out var earlier))
        {
            var same = earlier.Reason == command.Reason && earlier.Delta == command.Delta;
            return same ? Decision<StockEvent>.DoneBefore : StockErrors.OperationReused;
        }

        if (!state.IsOpen) return StockErrors.SkuNotFound;
        if (!IsSensible(command)) return StockErrors.InvalidAdjustment;
        var available = state.Available + state.OverdueUnits(now);
        if (available + command.Delta < 0) return StockErrors.WouldGoNegative(available, command.Delta);
        if (state.OnHand + command.Delta > StockLimits.OnHandMax) return StockErrors.InvalidAdjustment;
        return new StockAdjusted(operation, command.Reason, command.Delta) { At = now };
    }

    public static Decision<StockEvent> SetOnHand(
        StockState state, OperationId operation, Caller caller, SetStockOnHand command, DateTimeOffset now)
    {
        if (!caller.May(Scopes.StockAdjust)) return AccessErrors.Forbidden(Scopes.StockAdjust);
        if (state.TryGetMovement(operation, out var earlier))
        {
            var same = earlier.Reason is StockReason.Counted or StockReason.Opened &&
                earlier.After.OnHand == command.OnHand;
            return same ? Decision<StockEvent>.DoneBefore : StockErrors.OperationReused;
        }

        if (command.OnHand is < 0 or > StockLimits.OnHandMax) return StockErrors.InvalidQuantity(command.OnHand);
        var version = state.IsOpen ? state.Version : 0;
        if (!command.Match.Accepts(version)) return StockErrors.VersionConflict(version);
        if (!state.IsOpen) return new StockOpened(operation, command.OnHand) { At = now };

        var held = state.Held - state.OverdueUnits(now);
        if (command.OnHand < held + state.Pinned) return StockErrors.BelowReserved(held, state.Pinned);
        return new StockAdjusted(operation, StockReason.Counted, command.OnHand - state.OnHand) { At = now };
    }

    public static Decision<StockEvent> SetThreshold(
        StockState state, OperationId operation, Caller caller, long lowAt, DateTimeOffset now)
    {
        if (!caller.May(Scopes.StockAdjust)) return AccessErrors.Forbidden(Scopes.StockAdjust);
        if (!state.IsOpen) return StockErrors.SkuNotFound;
        if (lowAt is < 0 or > StockLimits.OnHandMax) return StockErrors.InvalidQuantity(lowAt);
        if (state.ThresholdSetBy != operation) return new ThresholdSet(operation, lowAt) { At = now };
        return state.LowAt == lowAt ? Decision<StockEvent>.DoneBefore : StockErrors.OperationReused;
    }

    /// <summary>
    /// How much is left. Only units that are sold or counted change it: holds come and go, and would let it flap.
    /// </summary>
    public static StockLevel LevelOf(StockState state) => state.OnHand switch
    {
        0 => StockLevel.Out,
        var left when left <= state.LowAt => StockLevel.Low,
        _ => StockLevel.InStock,
    };

    public static Result<StockExplanation> Explain(StockState state, Caller caller, string? cursor, int limit)
    {
        if (!caller.May(Scopes.StockRead)) return AccessErrors.Forbidden(Scopes.StockRead);
        if (!state.IsOpen) return StockErrors.SkuNotFound;
        if (limit is < 1 or > StockLimits.PageMax) return StockErrors.InvalidPage;
        if (cursor is not null && !HoldId.TryParse(cursor, out _)) return StockErrors.InvalidPage;

        var page = state.LiveHolds
            .Where(hold => string.CompareOrdinal(hold.Id.Value, cursor) > 0)
            .OrderBy(hold => hold.Id.Value, StringComparer.Ordinal)
            .Take(limit + 1)
            .ToList();
        long held = state.LiveHolds.Where(hold => !hold.Pinned).Sum(hold => (long)hold.Quantity);
        long pinned = state.LiveHolds.Where(hold => hold.Pinned).Sum(hold => (long)hold.Quantity);
        var received = state.EarlierReceived + Sum(state, received: true);
        var adjusted = state.EarlierAdjusted + Sum(state, received: false);
        return new StockExplanation
        {
            Stock = state.ToSnapshot(),
            EarlierReceived = state.EarlierReceived,
            EarlierAdjusted = state.EarlierAdjusted,
            Movements = [.. state.Movements],
            Holds = [.. page.Take(limit).Select(hold => hold.ToSnapshot())],
            NextCursor = page.Count > limit ? page[limit - 1].Id.Value : null,
            SumOfHeld = held,
            SumOfPinned = pinned,
            Balanced = received == state.Received && adjusted == state.Adjusted &&
                state.Initial + received + adjusted == state.Available + held + pinned + state.Sold,
        };
    }

    private static Decision<StockEvent> SetAside(
        StockState state, HoldId id, int quantity, Hold? own, DateTimeOffset now, StockEvent setAside)
    {
        if (!state.IsOpen) return StockErrors.SkuNotFound;
        if (quantity is < 1 or > StockLimits.HoldQuantityMax) return StockErrors.InvalidQuantity(quantity);
        if (state.TryGetLive(id, out var hold))
        {
            if (hold.IsOverdue(now)) return StockErrors.HoldEnded(HoldState.Expired);
            return hold.Quantity == quantity && hold.Pinned == setAside is UnitsTaken
                ? Decision<StockEvent>.DoneBefore
                : StockErrors.HoldMismatch;
        }

        if (state.TryGetEnded(id, out var end))
        {
            // A sold hold was taken first, so this is a late repetition of a command that succeeded.
            if (end.State != HoldState.Sold) return StockErrors.HoldEnded(end.State);
            return end.Quantity == quantity ? Decision<StockEvent>.DoneBefore : StockErrors.HoldMismatch;
        }

        if (quantity > AvailableTo(state, own, now))
        {
            return StockErrors.Insufficient(quantity, OfferTo(state, own, now));
        }

        return state.LiveHolds.Count >= StockLimits.LiveHoldsMax ? StockErrors.TooManyHolds : setAside;
    }

    private static Decision<StockEvent> Ended(StockState state, HoldId id, HoldState wanted)
    {
        if (!state.TryGetEnded(id, out var end)) return StockErrors.HoldNotFound;
        return end.State == wanted ? Decision<StockEvent>.DoneBefore : StockErrors.HoldEnded(end.State);
    }

    private static bool IsSensible(AdjustStock command) =>
        command.Delta is >= -StockLimits.OnHandMax and <= StockLimits.OnHandMax and not 0 &&
        command.Reason switch
        {
            StockReason.Received or StockReason.Returned => command.Delta > 0,
            StockReason.WrittenOff => command.Delta < 0,
            StockReason.Correction => true,
            _ => false,
        };

    private static long Sum(StockState state, bool received) =>
        state.Movements
            .Where(m => m.Reason != StockReason.Opened && m.Reason == StockReason.Received == received)
            .Sum(m => m.Delta);
}
