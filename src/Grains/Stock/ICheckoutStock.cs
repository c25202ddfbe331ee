namespace ShopActors;

/// <summary>
/// An order's commands to a SKU: those of <see cref="IStockGrain"/>, but answered as soon as their order in the journals
/// is certain (docs/adr/0006-answers-in-the-journals-order.md).
/// </summary>
[Alias("shop.checkout-stock")]
internal interface ICheckoutStock : IGrainWithStringKey
{
    [Alias("reserve")]
    Task<Result<HoldSnapshot>> Reserve(HoldId hold, ReserveStock command);

    [Alias("pin")]
    Task<Result<HoldSnapshot>> Pin(HoldId hold);

    [Alias("commit")]
    Task<Result<HoldSnapshot>> Commit(HoldId hold);

    [Alias("release")]
    Task<Result<HoldSnapshot>> Release(HoldId hold);
}
