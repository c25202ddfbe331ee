using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The rules for an order's commands on a cart.</summary>
internal static class CheckoutRules
{
    public static Decision<CartEvent> Lock(
        CartState state,
        OrderId order,
        Caller caller,
        long? expectedVersion,
        CartOffer offer,
        CartPricer pricer,
        DateTimeOffset now)
    {
        if (CheckLockable(state, order, caller, expectedVersion, now) is { } settled) return settled;

        var gone = state.Lines.Where(line => !offer.TryGet(line.Sku, out _)).Select(line => line.Sku).ToList();
        if (gone.Count > 0) return CartErrors.ProductGone(gone);

        var lines = ImmutableArray.CreateBuilder<CartLineSnapshot>(state.Lines.Length);
        foreach (var line in state.Lines)
        {
            offer.TryGet(line.Sku, out var product);
            if (product!.PriceIn(state.Currency) is not { } price) return CartErrors.CurrencyMismatch;
            lines.Add(line with { Title = product.Title, UnitPrice = price });
        }

        var frozen = lines.MoveToImmutable();
        var charges = pricer.Price(state, frozen, offer, now);
        return new CartLocked(new()
        {
            Cart = state.Id,
            Order = order,
            Version = state.Version,
            Lines = frozen,
            Total = charges?.Total ?? state.TotalOf(frozen),
            Owner = state.Owner!.Value,
            Charges = charges,
        })
        {
            At = now,
        };
    }

    /// <summary>Checks a lock in all but its prices; null if only the prices are left to look up.</summary>
    public static Decision<CartEvent>? CheckLockable(
        CartState state, OrderId order, Caller caller, long? expectedVersion, DateTimeOffset now)
    {
        if (CartRules.CheckVisible(state, caller, now) is { } hidden) return hidden;
        if (state.Lock?.Order == order) return Decision<CartEvent>.DoneBefore;
        if (state.EndedCheckouts.Contains(order)) return CartErrors.CheckoutEnded;
        if (state.Seal is not null) return CartErrors.Merged;
        if (state.Lock is { } other) return CartErrors.Locked(other.Order);
        if (state.Merge is not null) return CartErrors.MergeInProgress;
        if ((expectedVersion ?? state.Version) != state.Version) return CartErrors.VersionConflict(state.Version);
        return state.Lines.IsEmpty ? CartErrors.Empty : default(Decision<CartEvent>?);
    }

    // Record the end even of a checkout that never locked: its lock may still be in flight.
    public static Decision<CartEvent> Unlock(CartState state, OrderId order, DateTimeOffset now) =>
        !state.Exists || state.EndedCheckouts.Contains(order)
            ? Decision<CartEvent>.DoneBefore
            : new CartUnlocked(order) { At = now };

    public static Decision<CartEvent> Clear(CartState state, OrderId order, DateTimeOffset now) =>
        !state.Exists || state.EndedCheckouts.Contains(order)
            ? Decision<CartEvent>.DoneBefore
            : new CartCheckedOut(order) { At = now };
}
