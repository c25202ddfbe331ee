using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// An order's commands to a SKU, answered as soon as their order in the journals is certain
/// (docs/adr/0006-answers-in-the-journals-order.md).
/// <para>
/// A hold's id is the identity of everything done to it, so commands on holds need no operation id: repeated, each
/// gets its first answer; a hold ends once, as sold, released or expired; a command that contradicts that end is
/// refused with <c>stock.hold-ended</c> and the end in the detail <c>state</c>. Refusals are not remembered, so a saga
/// that gives up releases every hold it ever asked for, refused or not: the release leaves a tombstone that turns a
/// late reservation away. How long ends are remembered is set by <see cref="StockLimits.EndedHoldsKept"/>.
/// </para>
/// </summary>
[Alias("shop.checkout-stock"), GrainInterfaceType("shop.checkout-stock"), Version(1), CallableBy(Callers.Grains)]
internal interface ICheckoutStock : IGrainWithStringKey
{
    /// <summary>
    /// Sets units aside without a deadline: the order, which its own durable wake-up leads to an end, sells them or
    /// gives them back. Refused with <c>stock.insufficient</c> (details <c>available</c>, <c>requested</c>),
    /// <c>stock.hold-ended</c>, <c>stock.hold-mismatch</c> when the id is taken for another quantity,
    /// <c>stock.too-many-holds</c>, <c>stock.invalid-quantity</c> or <c>stock.sku-not-found</c>.
    /// </summary>
    [Alias("take")]
    Task<Result<HoldSnapshot>> Take(HoldId hold, int quantity);

    /// <summary>
    /// Sells a hold that the order took. Refused with <c>stock.hold-not-pinned</c>, <c>stock.hold-ended</c> or
    /// <c>stock.hold-not-found</c>. Only the order that took a hold sends this, and nothing else ends such a hold:
    /// where ends have been forgotten, an unknown hold was sold, and is answered as sold with quantity 0.
    /// </summary>
    [Alias("commit")]
    Task<Result<HoldSnapshot>> Commit(HoldId hold);

    /// <summary>
    /// Gives a hold back, pinned or not; an unknown one becomes a tombstone, also for a SKU that was never opened. A
    /// hold that has expired counts as given back. Refused with <c>stock.hold-ended</c> only when it is sold.
    /// </summary>
    [Alias("release")]
    Task<Result<HoldSnapshot>> Release(HoldId hold);
}
