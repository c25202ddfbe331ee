using System.Collections.Immutable;
using Orleans.CodeGeneration;

namespace ShopActors;

/// <summary>
/// The board of SKUs that are low or out, which follows the stream of stock; the key is <c>all</c>. It is behind by a
/// moment.
/// </summary>
[Alias("shop.stock-alerts-grain"), GrainInterfaceType("shop.stock-alerts-grain"), Version(1)]
[CallableBy(Callers.Api)]
public interface IStockAlertsGrain : IGrainWithStringKey
{
    /// <summary>
    /// The SKUs that are low or out, the latest <see cref="StockLimits.AlertsMax"/>, in their order (scope
    /// <see cref="Scopes.StockRead"/>); refused with <c>forbidden</c>, or with
    /// <c>subscription_not_found</c> where the streams are turned off.
    /// </summary>
    [Alias("list")]
    Task<Result<ImmutableArray<StockAlert>>> List(Caller caller);
}
