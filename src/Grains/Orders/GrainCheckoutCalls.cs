namespace ShopActors;

/// <summary>An order's calls to the other grains, and to its payment in the same activation.</summary>
internal sealed class GrainCheckoutCalls(OrderId order, IGrainFactory grains, PaymentAgent payment) : ICheckoutCalls
{
    private readonly HoldId _hold = HoldId.For(order);

    public Task<Result<CartSnapshot>> ReadCart(PlaceOrder command) =>
        grains.GetGrain<ICartGrain>(command.Cart.Value).Get(command.Caller, checkStock: false);

    public Task<Result<LockedCart>> LockCart(OrderEvent.OrderPlaced placed) =>
        Cart(placed.Cart).Lock(order, placed.Caller, placed.CartVersion);

    public Task<Result> UnlockCart(CartId cart) => Cart(cart).Unlock(order);

    public Task<Result> ClearCart(CartId cart) => Cart(cart).Clear(order);

    public Task<Result<HoldSnapshot>> Take(Sku sku, int quantity) => Stock(sku).Take(_hold, quantity);

    public Task<Result<StockSnapshot>> ReadStock(Sku sku) => grains.GetGrain<IStockGrain>(sku.Value).Get();

    public Task<Result<HoldSnapshot>> Commit(Sku sku) => Stock(sku).Commit(_hold);

    public Task<Result<HoldSnapshot>> Release(Sku sku) => Stock(sku).Release(_hold);

    public Task<Result<PaymentSnapshot>> Authorise(OrderEvent.OrderPlaced placed) =>
        payment.Authorise(AuthorisePayment.For(order, placed));

    public Task<Result<PaymentSnapshot>> Capture(Money amount) => payment.Capture(amount);

    public Task<Result<PaymentSnapshot>> Void() => payment.Void(order);

    public Task<Result<PaymentSnapshot>> Refund(OperationId refund, Money amount) => payment.Refund(refund, amount);

    private ICheckoutCart Cart(CartId cart) => grains.GetGrain<ICheckoutCart>(cart.Value);

    private ICheckoutStock Stock(Sku sku) => grains.GetGrain<ICheckoutStock>(sku.Value);
}
