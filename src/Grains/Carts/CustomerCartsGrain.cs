using Orleans.Concurrency;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Reads a customer's list from the store. A cart is listed by its first append (<see cref="CartJournals.ListOf"/>), so
/// the list costs no call and is never behind.
/// </summary>
[StatelessWorker, GrainType("customer-carts")]
internal sealed class CustomerCartsGrain(IJournalStore store) : Grain, ICustomerCartsGrain
{
    public async Task<Result<CartPage>> List(
        Caller caller, string? cursor, int limit, CancellationToken cancellationToken)
    {
        DeactivateOnIdle();
        var owner = PrincipalId.Parse(this.GetPrimaryKeyString());
        if (!caller.Owns(owner)) return CartErrors.NotFound;
        long? before = null;
        if (cursor is not null)
        {
            if (!ListCursor.TryParse(cursor, out var position)) return CartErrors.InvalidCursor;
            before = position;
        }

        var size = Math.Clamp(limit, 1, CartLimits.PageMax);
        var listed = await store.ReadListAsync(CartJournals.ListOf(owner), before, size + 1, cancellationToken);
        var page = listed.Take(size).ToList();
        return new CartPage(
            [.. page.Select(entry => CartJournals.ToCart(entry.Id))],
            listed.Count > size ? ListCursor.Of(page[^1].Position) : null);
    }
}
