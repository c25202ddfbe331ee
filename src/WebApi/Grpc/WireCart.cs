using Google.Protobuf.WellKnownTypes;
using Wire = ShopActors.WebApi.Grpc.V1;

namespace ShopActors.WebApi.Grpc;

/// <summary>Carts in messages.</summary>
internal static class WireCart
{
    public static Wire.Cart Of(CartSnapshot cart, string? token = null) => new()
    {
        Id = cart.Id.Value,
        Token = token ?? "",
        Status = WireEnum<CartStatus, Wire.CartStatus>.Of(cart.Status),
        Items = { cart.Lines.Select(Of) },
        Metadata = { cart.Metadata },
        Total = WireMoney.Of(cart.Total),
        Warnings = { cart.Warnings.Select(Of) },
        ExpiresAt = Timestamp.FromDateTimeOffset(cart.ExpiresAt),
        LockedBy = cart.LockedBy?.Value ?? "",
        Version = cart.Version,
        Subtotal = WireMoney.Of(cart.Charges?.Subtotal ?? cart.Total),
        Discount = WireMoney.Of(cart.Charges.Discount(cart.Total.Currency)),
        Shipping = WireMoney.Of(cart.Charges?.Shipping?.Price ?? Money.Zero(cart.Total.Currency)),
        Tax = WireMoney.Of(cart.Charges?.Tax ?? Money.Zero(cart.Total.Currency)),
        TaxIncluded = cart.Charges?.IsTaxIncluded ?? true,
    };

    private static Wire.CartLine Of(CartLineSnapshot line) => new()
    {
        Id = line.Id.Value,
        Sku = line.Sku.Value,
        ProductId = line.Product.Value,
        Title = line.Title,
        Quantity = line.Quantity,
        UnitPrice = WireMoney.Of(line.UnitPrice),
        Total = WireMoney.Of(line.Total),
        Metadata = { line.Metadata },
    };

    private static Wire.CartWarning Of(CartWarning warning) => new()
    {
        Code = warning.Code,
        LineId = warning.Line.Value,
        Sku = warning.Sku.Value,
        Details = { warning.Details },
    };
}
