using System.Runtime.CompilerServices;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>
/// An order's calls to the others. They go to whatever process serves now, also from one that was replaced: only the
/// caller's own journal knows that it is a zombie.
/// </summary>
internal sealed class ReachingCalls(SimulatedProcess process, Simulation simulation, OrderId order) : ICheckoutCalls
{
    private readonly HoldId _hold = HoldId.For(order);
    private readonly PaymentId _paymentId = PaymentId.For(order);

    public Task<Result<CartSnapshot>> ReadCart(PlaceOrder command) => Call<Result<CartSnapshot>>(async shop =>
    {
        var cart = await shop.Cart(command.Cart);
        var refusal = CartRules.CheckVisible(cart.State, command.Caller, shop.Time.Now());
        await cart.WhenDurable();
        return refusal is null ? CartView.Present(cart.State, Shopping.Offer(cart.State), null) : refusal;
    });

    public Task AddToList(OrderEvent.OrderPlaced placed) => Task.CompletedTask;

    public Task<Result<LockedCart>> LockCart(OrderEvent.OrderPlaced placed) => Call<Result<LockedCart>>(async shop =>
    {
        var cart = await shop.Cart(placed.Cart);
        var decision = CheckoutRules.Lock(
            cart.State, order, placed.Caller, placed.CartVersion, Shopping.Offer(cart.State), shop.Time.Now());
        Record(cart, decision);
        Result<LockedCart> answer = decision.Error is { } error ? error : cart.State.Lock!;
        await cart.WhenOrdered();
        return answer;
    });

    public Task<Result> UnlockCart(CartId id) => Call(async shop =>
    {
        var cart = await shop.Cart(id);
        Record(cart, CheckoutRules.Unlock(cart.State, order, shop.Time.Now()));
        await cart.WhenOrdered();
        return Result.Ok;
    });

    public Task<Result> ClearCart(CartId id) => Call(async shop =>
    {
        var cart = await shop.Cart(id);
        Record(cart, CheckoutRules.Clear(cart.State, order, shop.Time.Now()));
        await cart.WhenOrdered();
        return Result.Ok;
    });

    public Task<Result<HoldSnapshot>> Take(Sku sku, int quantity) =>
        Call(shop => shop.Stock(sku, _hold, (state, now) => StockRules.Take(state, _hold, quantity, now)));

    public Task<Result<StockSnapshot>> ReadStock(Sku sku) => Call(shop => shop.ReadStock(sku));

    public Task<Result<HoldSnapshot>> Commit(Sku sku) =>
        Call(shop => shop.Stock(sku, _hold, (state, now) => StockRules.Commit(state, _hold, now)));

    public Task<Result<HoldSnapshot>> Release(Sku sku) =>
        Call(shop => shop.Stock(sku, _hold, (state, now) => StockRules.Release(state, _hold, now)));

    public Task<Result<PaymentSnapshot>> Authorise(OrderEvent.OrderPlaced placed) => Call(async shop =>
        await (await shop.Payment(_paymentId)).Authorise(new AuthorisePayment
        {
            Order = order,
            Owner = placed.Caller.Id,
            Amount = placed.Total,
            Token = placed.PaymentToken,
        }));

    public Task<Result<PaymentSnapshot>> Capture(Money amount) =>
        Call(async shop => await (await shop.Payment(_paymentId)).Capture(amount));

    public Task<Result<PaymentSnapshot>> Void() =>
        Call(async shop => await (await shop.Payment(_paymentId)).Void(order));

    public Task<Result<PaymentSnapshot>> Refund(OperationId refund, Money amount) =>
        Call(async shop => await (await shop.Payment(_paymentId)).Refund(refund, amount));

    private static void Record(SimulatedJournal<CartState, CartEvent> cart, Decision<CartEvent> decision)
    {
        if (decision.Event is { } e) cart.Commit([e], default).Ignore();
    }

    private async Task<T> Call<T>(Func<SimulatedProcess, Task<T>> call, [CallerMemberName] string name = "")
    {
        await process.Reach($"order/{order} {name} sent", static () => new TimeoutException("injected"));
        var answer = await call(simulation.Process);
        await process.Reach($"order/{order} {name} answered", static () => new TimeoutException("injected"));
        return answer;
    }
}
