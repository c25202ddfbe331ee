using Orleans.Concurrency;

namespace ShopActors;

/// <summary>
/// The stock of one SKU, which is the key. Nothing is sold that is not here: every change is decided in one turn and
/// durable before it is answered.
/// <para>
/// A hold's id is the identity of everything done to it, so commands on holds need no operation id: repeated, each
/// gets its first answer; a hold ends once, as sold, released or expired; a command that contradicts that end is
/// refused with <c>stock.hold-ended</c> and the end in the detail <c>state</c>. Refusals are not remembered, so a saga
/// that gives up releases every hold it ever asked for, refused or not: the release leaves a tombstone that turns a
/// late reservation away. How long ends are remembered is set by <see cref="StockLimits.EndedHoldsKept"/>.
/// </para>
/// </summary>
[Repeatable]
[Alias("shop.stock")]
public interface IStockGrain : IGrainWithStringKey
{
    /// <summary>
    /// Sets units aside until a deadline. Refused with <c>stock.insufficient</c> (details <c>available</c>,
    /// <c>requested</c>), <c>stock.hold-ended</c>, <c>stock.hold-mismatch</c> when the id is taken for another
    /// quantity, <c>stock.too-many-holds</c>, <c>stock.invalid-quantity</c>, <c>stock.invalid-time-to-live</c> or
    /// <c>stock.sku-not-found</c>.
    /// </summary>
    [Alias("reserve")]
    Task<Result<HoldSnapshot>> Reserve(HoldId hold, ReserveStock command);

    /// <summary>Takes the deadline off a hold: from here only the caller can end it. Refused with
    /// <c>stock.hold-ended</c> when it has expired or ended otherwise, and <c>stock.hold-not-found</c>.</summary>
    [Alias("pin")]
    Task<Result<HoldSnapshot>> Pin(HoldId hold);

    /// <summary>
    /// Sells a pinned hold. Refused with <c>stock.hold-not-pinned</c>, <c>stock.hold-ended</c> or
    /// <c>stock.hold-not-found</c>. Only whoever pinned a hold may send this, and nobody else can end a pinned hold: so
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

    /// <summary>Gives a hold back on an operator's word (scope <see cref="Scopes.StockAdjust"/>); refused with
    /// <c>stock.hold-not-found</c> when it is unknown, and <c>stock.hold-pinned</c> when a checkout past its point of
    /// no return owns it.</summary>
    [Alias("force-release")]
    Task<Result<HoldSnapshot>> ForceRelease(HoldId hold, Caller caller);

    /// <summary>
    /// Gives the SKU its first quantity; a SKU that is open keeps what it has. The seed's command, so that seeding
    /// twice does nothing.
    /// </summary>
    [Alias("open")]
    Task<Result<StockSnapshot>> Open(OperationId operation, Caller caller, long initial);

    /// <summary>
    /// Changes what is on hand by a difference (scope <see cref="Scopes.StockAdjust"/>). Refused with
    /// <c>stock.would-go-negative</c> (details <c>available</c>, <c>delta</c>), <c>stock.invalid-adjustment</c>,
    /// <c>stock.operation-reused</c> or <c>stock.sku-not-found</c>.
    /// </summary>
    [Alias("adjust")]
    Task<Result<StockMovement>> Adjust(OperationId operation, Caller caller, AdjustStock command);

    /// <summary>
    /// Replaces what is on hand by a count (scope <see cref="Scopes.StockAdjust"/>); with expected version 0 it opens
    /// the SKU. Refused with <c>stock.version-conflict</c> (detail <c>currentVersion</c>), <c>stock.below-reserved</c>
    /// (details <c>held</c>, <c>pinned</c>), <c>stock.invalid-quantity</c> or <c>stock.operation-reused</c>.
    /// </summary>
    [Alias("set-on-hand")]
    Task<Result<StockMovement>> SetOnHand(OperationId operation, Caller caller, SetStockOnHand command);

    /// <summary>
    /// The quantities now, overdue holds already given back; refused with <c>stock.sku-not-found</c>.
    /// </summary>
    [ReadOnly, Alias("get")]
    Task<Result<StockSnapshot>> Get();

    /// <summary>A hold, live or recently ended; refused with <c>stock.hold-not-found</c>.</summary>
    [ReadOnly, Alias("get-hold")]
    Task<Result<HoldSnapshot>> GetHold(HoldId hold);

    /// <summary>
    /// Why the numbers are what they are (scope <see cref="Scopes.StockRead"/>), with one page of holds after the
    /// cursor.
    /// </summary>
    [ReadOnly, Alias("explain")]
    Task<Result<StockExplanation>> Explain(Caller caller, string? cursor, int limit);
}
