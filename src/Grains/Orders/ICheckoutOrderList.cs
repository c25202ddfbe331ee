namespace ShopActors;

/// <summary>
/// An order's command to its customer's list: that of <see cref="ICustomerOrdersGrain"/>, but answered as soon as its order
/// in the journals is certain (docs/adr/0006-answers-in-the-journals-order.md).
/// </summary>
[Alias("shop.checkout-order-list")]
internal interface ICheckoutOrderList : IGrainWithStringKey
{
    [Alias("add")]
    Task Add(OrderId order, DateTimeOffset placedAt);
}
