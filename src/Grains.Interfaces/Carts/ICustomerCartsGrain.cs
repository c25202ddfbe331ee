using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// The list of one customer's carts; the key is the <see cref="PrincipalId"/>. A cart is listed until it is deleted.
/// Carts of guests are on no list.
/// </summary>
[Alias("shop.customer-carts"), GrainInterfaceType("shop.customer-carts"), Version(1), CallableBy(Callers.Api)]
public interface ICustomerCartsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Returns one page, latest first. Refused with <c>cart_not_found</c> for callers that do not own the list, and
    /// with <c>cursor_invalid</c>.
    /// </summary>
    [ReadOnly, Alias("list")]
    Task<Result<CartPage>> List(
        Caller caller, string? cursor, int limit, CancellationToken cancellationToken = default);
}
