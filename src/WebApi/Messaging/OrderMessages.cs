using ShopActors.WebApi.Orders;

namespace ShopActors.WebApi.Messaging;

/// <summary>Places the orders of messages; the answers are those of the checkout over HTTP.</summary>
internal sealed class OrderMessages(IGrainFactory grains, IdSeal seal)
{
    public async Task<MessageOutcome> ExecuteAsync(Caller caller, string key, OrderMessage message)
    {
        var order = await OrderCommands.PlaceAsync(
            grains, seal, caller, key, message.CartId, message.PaymentToken, message.ExpectedTotal?.ToMoney());
        if (order.IsRefused) return MessageOutcome.Refused(order.Error);
        return order.Value.Status == OrderStatus.Cancelled
            ? MessageOutcome.DoneWith(CancelledOrders.ToError(order.Value))
            : MessageOutcome.Done(OrderBody.Of(order.Value));
    }
}
