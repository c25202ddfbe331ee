namespace ShopActors;

/// <summary>
/// An order's commands to a SKU, answered as soon as their order in the journals is certain
/// (docs/adr/0006-answers-in-the-journals-order.md).
/// </summary>
[Alias("shop.checkout-stock")]
internal interface ICheckoutStock : IGrainWithStringKey
{
    /// <summary>
    /// Sets units aside without a deadline: the order, which its own durable wake-up leads to an end, sells them or gives
    /// them back. Refused like <see cref="IStockGrain.Reserve"/>.
    /// </summary>
    [Alias("take")]
    Task<Result<HoldSnapshot>> Take(HoldId hold, int quantity);

    /// <summary>
    /// Sells a hold that the order took. Refused with <c>stock.hold-not-pinned</c>, <c>stock.hold-ended</c> or
    /// <c>stock.hold-not-found</c>. Only the order that took a hold sends this, and nothing else ends such a hold: where
    /// ends have been forgotten, an unknown hold was sold, and is answered as sold with quantity 0.
    /// </summary>
    [Alias("commit")]
    Task<Result<HoldSnapshot>> Commit(HoldId hold);

    /// <summary>Gives a hold back, like <see cref="IStockGrain.Release"/>.</summary>
    [Alias("release")]
    Task<Result<HoldSnapshot>> Release(HoldId hold);
}
