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
        var size = Math.Clamp(limit, 1, CartLimits.PageMax);
        var read = await store.ReadPageAsync(CartJournals.ListOf(owner), cursor, size, cancellationToken);
        return read is { } page
            ? new CartPage([.. page.Entries.Select(entry => CartJournals.ToCart(entry.Id))], page.NextCursor)
            : CartErrors.InvalidCursor;
    }
}
