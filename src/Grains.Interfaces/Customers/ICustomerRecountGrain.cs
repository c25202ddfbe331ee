using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// Counts the totals of all customers anew from the journals of their orders; the key is <see cref="Key"/>. The totals
/// follow the orders' events by themselves (docs/adr/0031-customers-for-staff.md).
/// </summary>
[Repeatable]
[Alias("shop.customer-recount"), GrainInterfaceType("shop.customer-recount"), Version(1), CallableBy(Callers.Api)]
public interface ICustomerRecountGrain : IGrainWithStringKey
{
    /// <summary>The key of the only one.</summary>
    const string Key = "all";

    /// <summary>
    /// Asks for a recount (scope <see cref="Scopes.CustomersManage"/>), which runs in the background; while one is
    /// running, it is that one.
    /// </summary>
    [Alias("begin")]
    Task<Result<RecountSnapshot>> Begin(OperationId operation, Caller caller);

    /// <summary>Returns the latest one (scope <see cref="Scopes.CustomersManage"/>).</summary>
    [ReadOnly, Alias("get")]
    Task<Result<RecountSnapshot>> Get(Caller caller);
}
