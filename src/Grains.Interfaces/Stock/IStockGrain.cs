using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// The stock of one SKU, which is the key. It cannot be oversold: every change is decided in one turn and durable
/// before it is answered. Orders reserve, pin and sell through an interface that only grains may call; this one lets a
/// caller hold units for a while and release them.
/// </summary>
[Repeatable]
[Alias("shop.stock"), GrainInterfaceType("shop.stock"), Version(1), CallableBy(Callers.Api)]
public interface IStockGrain : IGrainWithStringKey
{
    /// <summary>
    /// Holds units for the caller until a deadline. A caller has at most one such hold on a SKU; while it lives,
    /// repeating the command returns it. Refused with <c>stock.owner-required</c> for a caller without an id,
    /// <c>stock.hold-exists</c> when the caller holds another quantity, <c>stock.insufficient</c> (details
    /// <c>available</c>, <c>requested</c>), <c>stock.too-many-holds</c>, <c>stock.too-many-attempts</c> after
    /// <see cref="StockLimits.HoldsPerCallerMax"/> holds that are still remembered, <c>stock.invalid-quantity</c>,
    /// <c>stock.invalid-time-to-live</c> or <c>stock.sku-not-found</c>.
    /// </summary>
    [Alias("reserve")]
    Task<Result<HoldSnapshot>> Reserve(Caller caller, ReserveStock command);

    /// <summary>Releases the caller's hold; refused with <c>stock.hold-not-found</c> when there is none.</summary>
    [Alias("release")]
    Task<Result<HoldSnapshot>> Release(Caller caller);

    /// <summary>
    /// Releases a hold for an operator (scope <see cref="Scopes.StockAdjust"/>); refused with
    /// <c>stock.hold-not-found</c> when it is unknown, and with <c>stock.hold-pinned</c> when it belongs to a checkout
    /// whose capture has begun.
    /// </summary>
    [Alias("force-release")]
    Task<Result<HoldSnapshot>> ForceRelease(HoldId hold, Caller caller);

    /// <summary>
    /// Gives the SKU its first quantity; an open SKU keeps its quantities. The catalogue's seed uses it, so that
    /// seeding twice changes nothing.
    /// </summary>
    [Alias("open"), CallableBy(Callers.Silo)]
    Task<Result<StockSnapshot>> Open(OperationId operation, Caller caller, long initial);

    /// <summary>
    /// Changes the quantity on hand by a difference (scope <see cref="Scopes.StockAdjust"/>). Refused with
    /// <c>stock.would-go-negative</c> (details <c>available</c>, <c>delta</c>), <c>stock.invalid-adjustment</c>,
    /// <c>stock.operation-reused</c> or <c>stock.sku-not-found</c>.
    /// </summary>
    [Alias("adjust")]
    Task<Result<StockMovement>> Adjust(OperationId operation, Caller caller, AdjustStock command);

    /// <summary>
    /// Replaces the quantity on hand by a count (scope <see cref="Scopes.StockAdjust"/>); expected version 0 opens the
    /// SKU. Refused with <c>stock.version-conflict</c> (detail <c>currentVersion</c>), <c>stock.below-reserved</c>
    /// (details <c>held</c>, <c>pinned</c>), <c>stock.invalid-quantity</c> or <c>stock.operation-reused</c>.
    /// </summary>
    [Alias("set-on-hand")]
    Task<Result<StockMovement>> SetOnHand(OperationId operation, Caller caller, SetStockOnHand command);

    /// <summary>
    /// Returns the current quantities, with overdue holds already released; refused with <c>stock.sku-not-found</c>.
    /// </summary>
    [Alias("get"), CallableBy(Callers.Api | Callers.Grains)]
    Task<Result<StockSnapshot>> Get();

    /// <summary>
    /// Explains the quantities (scope <see cref="Scopes.StockRead"/>), with one page of holds after the cursor.
    /// </summary>
    [Alias("explain")]
    Task<Result<StockExplanation>> Explain(Caller caller, string? cursor, int limit);
}
