namespace ShopActors.WebApi.Orders;

/// <summary>The use cases of orders, for HTTP and gRPC: they check ids as text and call the order's grain.</summary>
internal static class OrderCommands
{
    /// <summary>Places an order; the key and the caller determine its id.</summary>
    public static async Task<Result<OrderSnapshot>> PlaceAsync(
        IGrainFactory grains, IdSeal seal, Caller caller, string key, string cartId, string? paymentToken,
        Money? expectedTotal, TimeSpan? answerWithin = null)
    {
        if (!seal.TryRead(cartId, out CartId cart)) return UnknownIds.Cart;
        var grain = grains.GetGrain<IOrderGrain>(seal.Seal(OrderId.For(caller.Id, key)).Value);
        return await grain.Place(new PlaceOrder
        {
            Caller = caller,
            IdempotencyKey = key,
            Cart = cart,
            PaymentToken = paymentToken,
            ExpectedTotal = expectedTotal,
            AnswerWithin = answerWithin,
        });
    }

    public static async Task<Result<OrderSnapshot>> GetAsync(
        IGrainFactory grains, IdSeal seal, Caller caller, string orderId)
    {
        if (Find(grains, seal, orderId) is not { } grain) return UnknownIds.Order;
        return await grain.Get(caller);
    }

    public static async Task<Result<OrderSnapshot>> CancelAsync(
        IGrainFactory grains, IdSeal seal, Caller caller, string orderId)
    {
        if (Find(grains, seal, orderId) is not { } grain) return UnknownIds.Order;
        return await grain.Cancel(caller);
    }

    public static IOrderGrain? Find(IGrainFactory grains, IdSeal seal, string orderId) =>
        seal.TryRead(orderId, out OrderId order) ? grains.GetGrain<IOrderGrain>(order.Value) : null;
}
