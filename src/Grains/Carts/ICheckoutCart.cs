namespace ShopActors;

/// <summary>
/// An order's commands to a cart: those of <see cref="ICartGrain"/>, but answered as soon as their order in the journals
/// is certain (docs/adr/0006-answers-in-the-journals-order.md).
/// </summary>
[Alias("shop.checkout-cart")]
internal interface ICheckoutCart : IGrainWithStringKey
{
    [ResponseTimeout("00:00:08"), Alias("lock")]
    Task<Result<LockedCart>> Lock(OrderId order, Caller caller, long? expectedVersion);

    [Alias("unlock")]
    Task<Result> Unlock(OrderId order);

    [Alias("clear")]
    Task<Result> Clear(OrderId order);
}
