using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// The list of one principal's orders; the key is the <see cref="PrincipalId"/>. An order is listed as soon
/// as it exists.
/// </summary>
[Alias("shop.customer-orders"), GrainInterfaceType("shop.customer-orders"), Version(1), CallableBy(Callers.Api)]
public interface ICustomerOrdersGrain : IGrainWithStringKey
{
    /// <summary>
    /// Returns one page, latest first. Refused with <c>order_not_found</c> for callers that do not own the list, and
    /// with <c>cursor_invalid</c>.
    /// </summary>
    [ReadOnly, Alias("list")]
    Task<Result<OrderPage>> List(
        Caller caller, string? cursor, int limit, CancellationToken cancellationToken = default);
}
