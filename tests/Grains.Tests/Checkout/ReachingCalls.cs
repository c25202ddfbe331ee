using System.Runtime.CompilerServices;
using ShopActors.Grains.Tests.Pricing;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>
/// An order's calls to the others, and to the payment beside it. Calls go to the process that serves now, also from one
/// that was replaced: only the caller's own journal knows that it is a zombie.
/// </summary>
internal sealed class ReachingCalls(
    SimulatedProcess process, Simulation simulation, OrderId order, PaymentAgent payment) : ICheckoutCalls
{
    private readonly HoldId _hold = HoldId.For(order);

    public Task<Result<CartSnapshot>> ReadCartAsync(PlaceOrder command) => Call<Result<CartSnapshot>>(async shop =>
    {
        var cart = await shop.Cart(command.Cart);
        var refusal = CartRules.CheckVisible(cart.State, command.Caller, shop.Time.Now());
        await cart.WhenDurable();
        return refusal is null ? CartView.Present(cart.State, Shopping.Offer(cart.State), null) : refusal;
    });

    public Task<Result<LockedCart>> LockCartAsync(
        OrderEvent.OrderPlaced placed) => Call<Result<LockedCart>>(async shop =>
    {
        var cart = await shop.Cart(placed.Cart);
        var decision = CheckoutRules.Lock(
            cart.State, order, placed.Caller, placed.CartVersion, Shopping.Offer(cart.State), Pricers.Plain,
            shop.Time.Now());
        Record(cart, decision);
        Result<LockedCart> answer = decision.Error is { } error ? error : cart.State.Lock!;
        await cart.WhenOrdered();
        return answer;
    });

    public Task<Result> UnlockCartAsync(CartId id) => Call(async shop =>
    {
        var cart = await shop.Cart(id);
        Record(cart, CheckoutRules.Unlock(cart.State, order, shop.Time.Now()));
        await cart.WhenOrdered();
        return Result.Ok;
    });

    public Task<Result> ClearCartAsync(CartId id) => Call(async shop =>
    {
        var cart = await shop.Cart(id);
        Record(cart, CheckoutRules.Clear(cart.State, order, shop.Time.Now()));
        await cart.WhenOrdered();
        return Result.Ok;
    });

    public Task<Result<HoldSnapshot>> TakeAsync(Sku sku, int quantity, PrincipalId buyer) =>
        Call(shop => shop.Stock(
            sku, _hold, (state, now) => StockRules.Take(state, _hold, quantity, state.HoldOf(buyer, now), now)));

    public Task<Result<StockOffer>> ReadStockAsync(Sku sku, PrincipalId buyer) =>
        Call(shop => shop.ReadStock(sku, buyer));

    public Task<Result<HoldSnapshot>> CommitAsync(Sku sku) =>
        Call(shop => shop.Stock(sku, _hold, (state, now) => StockRules.Commit(state, _hold, now)));

    public Task<Result<HoldSnapshot>> ReleaseAsync(Sku sku) =>
        Call(shop => shop.Stock(sku, _hold, (state, now) => StockRules.Release(state, _hold, now)));

    public Task<long> NumberAsync() => Call(shop => shop.Assign(order));

    public Task FileAsync(OrderEvent.OrderPlaced placed) => Task.CompletedTask; // All buyers are customers.

    public Task<Result<StockMovement>> PutBackAsync(OperationId operation, Sku sku, int quantity) =>
        Call(shop => shop.PutBack(sku, operation, quantity));

    public Task<Result> TakeUseAsync(string counter, long limit) =>
        Call(shop => shop.Use(counter, (state, now) => UseRules.Take(state, order, limit, now)));

    public Task<Result> KeepUseAsync(string counter) =>
        Call(shop => shop.Use(counter, (state, now) => UseRules.Keep(state, order, now)));

    public Task<Result> GiveBackUseAsync(string counter) =>
        Call(shop => shop.Use(counter, (state, now) => UseRules.GiveBack(state, order, now)));

    public Task<Result<PaymentSnapshot>> AuthoriseAsync(OrderEvent.OrderPlaced placed) =>
        payment.AuthoriseAsync(AuthorisePayment.For(order, placed));

    public Task<Result<PaymentSnapshot>> CaptureAsync(Money amount) => payment.CaptureAsync(amount);

    public Task<Result<PaymentSnapshot>> VoidAsync() => payment.VoidAsync(order);

    public Task<Result<PaymentSnapshot>> RefundAsync(OperationId refund, Money amount) =>
        payment.RefundAsync(refund, amount);

    private static void Record(SimulatedJournal<CartState, CartEvent> cart, Decision<CartEvent> decision)
    {
        cart.Record(decision.Events.AsSpan());
    }

    private async Task<T> Call<T>(Func<SimulatedProcess, Task<T>> call, [CallerMemberName] string name = "")
    {
        await process.Reach($"order/{order} {name} sent", static () => new TimeoutException("injected"));
        var answer = await call(simulation.Process);
        await process.Reach($"order/{order} {name} answered", static () => new TimeoutException("injected"));
        return answer;
    }
}
