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
    /// Holds units for the caller until a deadline; the caller's own checkout uses them. A caller has at most one such
    /// hold on a SKU; while it lives, repeating the command returns it. Refused with <c>unauthenticated</c> for a
    /// caller without an id, <c>reservation_exists</c> when the caller holds another quantity,
    /// <c>insufficient_stock</c> (details <c>available</c>, <c>requested</c>; retryable if holds of others will expire
    /// in time), <c>too_many_reservations</c>, <c>too_many_requests</c> after <see
    /// cref="StockLimits.HoldsPerCallerMax"/> holds that are still remembered, <c>quantity_out_of_range</c> (detail
    /// <c>max</c>) above <see cref="StockLimits.HoldUnitsMax"/> and <see cref="StockLimits.HoldShareOfAvailable"/>,
    /// <c>time_to_live_out_of_range</c> or <c>sku_not_found</c>.
    /// </summary>
    [Alias("reserve")]
    Task<Result<HoldSnapshot>> Reserve(Caller caller, ReserveStock command);

    /// <summary>Releases the caller's hold; refused with <c>reservation_not_found</c> when there is none.</summary>
    [Alias("release")]
    Task<Result<HoldSnapshot>> Release(Caller caller);

    /// <summary>
    /// Releases a hold for an operator (scope <see cref="Scopes.StockAdjust"/>); refused with
    /// <c>reservation_not_found</c> when it is unknown, and with <c>reservation_pinned</c> when it belongs to a
    /// checkout whose capture has begun.
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
    /// <c>would_go_negative</c> (details <c>available</c>, <c>delta</c>), <c>invalid_adjustment</c>,
    /// <c>idempotency_key_reused</c> or <c>sku_not_found</c>.
    /// </summary>
    [Alias("adjust")]
    Task<Result<StockMovement>> Adjust(OperationId operation, Caller caller, AdjustStock command);

    /// <summary>
    /// Replaces the quantity on hand by a count (scope <see cref="Scopes.StockAdjust"/>); expected version 0 opens the
    /// SKU. Refused with <c>stale_version</c> (detail <c>currentVersion</c>), <c>below_reserved</c>
    /// (details <c>held</c>, <c>pinned</c>), <c>quantity_out_of_range</c> or <c>idempotency_key_reused</c>.
    /// </summary>
    [Alias("set-on-hand"), CallableBy(Callers.Api | Callers.Grains)]
    Task<Result<StockMovement>> SetOnHand(OperationId operation, Caller caller, SetStockOnHand command);

    /// <summary>
    /// Sets from how many units on hand on the SKU is low (scope <see cref="Scopes.StockAdjust"/>). Refused with
    /// <c>quantity_out_of_range</c>, <c>idempotency_key_reused</c> or <c>sku_not_found</c>.
    /// </summary>
    [Alias("set-threshold")]
    Task<Result<StockSnapshot>> SetThreshold(OperationId operation, Caller caller, long lowAt);

    /// <summary>
    /// Returns the current quantities, with overdue holds already released; refused with <c>sku_not_found</c>.
    /// </summary>
    [Alias("get"), CallableBy(Callers.Api | Callers.Grains)]
    Task<Result<StockSnapshot>> Get();

    /// <summary>
    /// Explains the quantities (scope <see cref="Scopes.StockRead"/>), with one page of holds after the cursor.
    /// </summary>
    [Alias("explain")]
    Task<Result<StockExplanation>> Explain(Caller caller, string? cursor, int limit);
}
