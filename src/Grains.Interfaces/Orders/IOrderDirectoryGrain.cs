using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// The orders of all buyers, for operators; the key is <see cref="CatalogLimits.ReaderKey"/>. An order is listed as
/// soon as it exists, and shown as its journal has it.
/// </summary>
[Alias("shop.order-directory"), GrainInterfaceType("shop.order-directory"), Version(1), CallableBy(Callers.Api)]
public interface IOrderDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Returns one page, latest first (scope <see cref="Scopes.OrdersRead"/>). Orders that are placed meanwhile do not
    /// move a cursor. Refused with <c>cursor_invalid</c>.
    /// </summary>
    [ReadOnly, ResponseTimeout("00:00:20"), Alias("list")]
    Task<Result<OrderListing>> List(
        Caller caller, OrderQuery query, CancellationToken cancellationToken = default);
}
