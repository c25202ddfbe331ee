using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// A cart's question and an order's commands to a SKU. The commands are answered as soon as their order in the
/// journals is fixed (docs/adr/0006-answers-in-the-journals-order.md).
/// <para>
/// All commands on a hold name its id, so they need no operation id: a repetition gets the first answer. A hold ends
/// once, as sold, released or expired; a command that contradicts its end is refused with <c>reservation_ended</c> and
/// the end in the detail <c>state</c>. Refusals are not remembered, so a saga that gives up releases every hold it ever
/// requested, refused or not: the release leaves a tombstone that refuses a late reservation.
/// <see cref="StockLimits.EndedHoldsKept"/> determines how long ends are remembered.
/// </para>
/// </summary>
[Alias("shop.checkout-stock"), GrainInterfaceType("shop.checkout-stock"), Version(1), CallableBy(Callers.Grains)]
internal interface ICheckoutStock : IGrainWithStringKey
{
    /// <summary>
    /// Reserves units without a deadline; the order sells or releases them, which its own durable wake-up ensures.
    /// A hold that the buyer has outside a checkout ends, and its units count as available to this order.
    /// Refused with <c>insufficient_stock</c> (details <c>available</c>, <c>requested</c>), <c>reservation_ended</c>,
    /// <c>reservation_mismatch</c> when the id is used for another quantity, <c>too_many_reservations</c>,
    /// <c>quantity_out_of_range</c> or <c>sku_not_found</c>.
    /// </summary>
    [Alias("take")]
    Task<Result<HoldSnapshot>> Take(HoldId hold, int quantity, PrincipalId buyer);

    /// <summary>
    /// Returns what the buyer can order now: the available units and those that the buyer holds. Refused with
    /// <c>sku_not_found</c>.
    /// </summary>
    [Alias("offer")]
    Task<Result<StockOffer>> Offer(PrincipalId buyer);

    /// <summary>
    /// Sells a hold that the order took. Refused with <c>reservation_not_pinned</c>, <c>reservation_ended</c> or
    /// <c>reservation_not_found</c>. Only the order that took a hold sends this, and nothing else ends such a hold; so
    /// if ends have been forgotten, an unknown hold was sold, and is answered as sold with quantity 0.
    /// </summary>
    [Alias("commit")]
    Task<Result<HoldSnapshot>> Commit(HoldId hold);

    /// <summary>
    /// Releases a hold, pinned or not. An unknown hold becomes a tombstone, even for a SKU that was never opened. An
    /// expired hold counts as released. Refused with <c>reservation_ended</c> only if it was sold.
    /// </summary>
    [Alias("release")]
    Task<Result<HoldSnapshot>> Release(HoldId hold);

    /// <summary>
    /// Adds units that a buyer sent back, once per operation. Refused with <c>sku_not_found</c> and
    /// <c>invalid_adjustment</c>.
    /// </summary>
    [Alias("put-back")]
    Task<Result<StockMovement>> PutBack(OperationId operation, int quantity);
}
