using Google.Protobuf.WellKnownTypes;
using Wire = ShopActors.WebApi.Grpc.V1;

namespace ShopActors.WebApi.Grpc;

/// <summary>Orders in messages.</summary>
internal static class WireOrder
{
    public static Wire.Order Of(OrderSnapshot order) => new()
    {
        Id = order.Id.Value,
        CartId = order.Cart.Value,
        Status = WireEnum<OrderStatus, Wire.OrderStatus>.Of(order.Status),
        Reason = order.Reason is { } reason ? WireEnum<CancelReason, Wire.CancelReason>.Of(reason) : default,
        ReasonDetails = { order.ReasonDetails },
        Lines = { order.Lines.Select(Of) },
        Total = WireMoney.Of(order.Total),
        Metadata = { order.Metadata },
        Payment = new()
        {
            Id = order.Payment.Value,
            Status = WireEnum<PaymentStatus, Wire.PaymentStatus>.Of(order.PaymentStatus),
            Captured = WireMoney.Of(order.Captured),
            Refunded = WireMoney.Of(order.Refunded),
        },
        PlacedAt = Timestamp.FromDateTimeOffset(order.PlacedAt),
        EndedAt = order.EndedAt is { } end ? Timestamp.FromDateTimeOffset(end) : null,
        Version = order.Version,
        Number = order.Number ?? 0,
        Subtotal = WireMoney.Of(order.Charges?.Subtotal ?? order.Total),
        Discount = WireMoney.Of(order.Charges.Discount(order.Total.Currency)),
        Shipping = WireMoney.Of(order.Charges?.Shipping?.Price ?? Money.Zero(order.Total.Currency)),
        Tax = WireMoney.Of(order.Charges?.Tax ?? Money.Zero(order.Total.Currency)),
        TaxIncluded = order.Charges?.IsTaxIncluded ?? true,
    };

    private static Wire.OrderLine Of(OrderLine line) => new()
    {
        Sku = line.Sku.Value,
        ProductId = line.Product.Value,
        Title = line.Title,
        Quantity = line.Quantity,
        UnitPrice = WireMoney.Of(line.UnitPrice),
        Total = WireMoney.Of(line.UnitPrice * line.Quantity),
        Metadata = { line.Metadata },
    };
}
