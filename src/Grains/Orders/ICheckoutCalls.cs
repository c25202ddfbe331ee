namespace ShopActors;

/// <summary>
/// The calls of an order to other grains. All are idempotent. The undoing calls (<see cref="VoidAsync"/>,
/// <see cref="ReleaseAsync"/>, <see cref="UnlockCartAsync"/>) also prevent what they undo from taking effect later.
/// </summary>
internal interface ICheckoutCalls
{
    Task<Result<CartSnapshot>> ReadCartAsync(PlaceOrder command);

    Task<Result<LockedCart>> LockCartAsync(OrderEvent.OrderPlaced order);

    Task<Result> UnlockCartAsync(CartId cart);

    Task<Result> ClearCartAsync(CartId cart);

    Task<Result<HoldSnapshot>> TakeAsync(Sku sku, int quantity, PrincipalId buyer);

    Task<Result<StockOffer>> ReadStockAsync(Sku sku, PrincipalId buyer);

    Task<Result<HoldSnapshot>> CommitAsync(Sku sku);

    Task<Result<HoldSnapshot>> ReleaseAsync(Sku sku);

    Task<long> NumberAsync();

    /// <summary>Files a guest's order under the e-mail address of its contact, if it has one.</summary>
    Task FileAsync(OrderEvent.OrderPlaced placed);

    Task<Result<StockMovement>> PutBackAsync(OperationId operation, Sku sku, int quantity);

    Task<Result> TakeUseAsync(string counter, long limit);

    Task<Result> KeepUseAsync(string counter);

    Task<Result> GiveBackUseAsync(string counter);

    Task<Result<PaymentSnapshot>> AuthoriseAsync(OrderEvent.OrderPlaced order);

    Task<Result<PaymentSnapshot>> CaptureAsync(Money amount);

    Task<Result<PaymentSnapshot>> VoidAsync();

    Task<Result<PaymentSnapshot>> RefundAsync(OperationId refund, Money amount);
}
