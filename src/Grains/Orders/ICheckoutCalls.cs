namespace ShopActors;

/// <summary>
/// The calls of an order to other grains. All are idempotent. The undoing calls (<see cref="Void"/>,
/// <see cref="Release"/>, <see cref="UnlockCart"/>) also prevent what they undo from taking effect later.
/// </summary>
internal interface ICheckoutCalls
{
    Task<Result<CartSnapshot>> ReadCart(PlaceOrder command);

    Task<Result<LockedCart>> LockCart(OrderEvent.OrderPlaced order);

    Task<Result> UnlockCart(CartId cart);

    Task<Result> ClearCart(CartId cart);

    Task<Result<HoldSnapshot>> Take(Sku sku, int quantity);

    Task<Result<StockSnapshot>> ReadStock(Sku sku);

    Task<Result<HoldSnapshot>> Commit(Sku sku);

    Task<Result<HoldSnapshot>> Release(Sku sku);

    Task<Result<PaymentSnapshot>> Authorise(OrderEvent.OrderPlaced order);

    Task<Result<PaymentSnapshot>> Capture(Money amount);

    Task<Result<PaymentSnapshot>> Void();

    Task<Result<PaymentSnapshot>> Refund(OperationId refund, Money amount);
}
