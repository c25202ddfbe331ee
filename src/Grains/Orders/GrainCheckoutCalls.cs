namespace ShopActors;

/// <summary>An order's calls to the other grains, and to its payment in the same activation.</summary>
internal sealed class GrainCheckoutCalls(OrderId order, IGrainFactory grains, PaymentAgent payment) : ICheckoutCalls
{
    private readonly HoldId _hold = HoldId.For(order);

    public Task<Result<CartSnapshot>> ReadCartAsync(PlaceOrder command) =>
        grains.GetGrain<ICartGrain>(command.Cart.Value).Get(command.Caller, checkStock: false);

    public Task<Result<LockedCart>> LockCartAsync(OrderEvent.OrderPlaced placed) =>
        Cart(placed.Cart).Lock(order, placed.Caller, placed.CartVersion);

    public Task<Result> UnlockCartAsync(CartId cart) => Cart(cart).Unlock(order);

    public Task<Result> ClearCartAsync(CartId cart) => Cart(cart).Clear(order);

    public Task<Result<HoldSnapshot>> TakeAsync(Sku sku, int quantity, PrincipalId buyer) =>
        Stock(sku).Take(_hold, quantity, buyer);

    public Task<Result<StockOffer>> ReadStockAsync(Sku sku, PrincipalId buyer) => Stock(sku).Offer(buyer);

    public Task<Result<HoldSnapshot>> CommitAsync(Sku sku) => Stock(sku).Commit(_hold);

    public Task<Result<HoldSnapshot>> ReleaseAsync(Sku sku) => Stock(sku).Release(_hold);

    public Task<long> NumberAsync() =>
        grains.GetGrain<IOrderNumbersGrain>(IOrderNumbersGrain.Key).Assign(order);

    public async Task FileAsync(OrderEvent.OrderPlaced placed)
    {
        var buyer = await SealedBuyer.ReadAsync(grains, placed.Caller.Id, placed.Buyer);
        if (buyer?.Contact is not { } contact) return;
        await grains.GetGrain<IGuestOrdersGrain>(EmailAddress.ClaimKey(contact.Email)).Add(order);
    }

    public Task<Result<StockMovement>> PutBackAsync(OperationId operation, Sku sku, int quantity) =>
        Stock(sku).PutBack(operation, quantity);

    public Task<Result> TakeUseAsync(string counter, long limit) => Uses(counter).Take(order, limit);

    public Task<Result> KeepUseAsync(string counter) => Uses(counter).Keep(order);

    public Task<Result> GiveBackUseAsync(string counter) => Uses(counter).GiveBack(order);

    public Task<Result<PaymentSnapshot>> AuthoriseAsync(OrderEvent.OrderPlaced placed) =>
        payment.AuthoriseAsync(AuthorisePayment.For(order, placed));

    public Task<Result<PaymentSnapshot>> CaptureAsync(Money amount) => payment.CaptureAsync(amount);

    public Task<Result<PaymentSnapshot>> VoidAsync() => payment.VoidAsync(order);

    public Task<Result<PaymentSnapshot>> RefundAsync(OperationId refund, Money amount) =>
        payment.RefundAsync(refund, amount);

    private ICheckoutCart Cart(CartId cart) => grains.GetGrain<ICheckoutCart>(cart.Value);

    private IUseCounterGrain Uses(string counter) => grains.GetGrain<IUseCounterGrain>(counter);

    private ICheckoutStock Stock(Sku sku) => grains.GetGrain<ICheckoutStock>(sku.Value);
}
