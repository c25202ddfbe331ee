using Google.Protobuf.WellKnownTypes;
using ShopActors.WebApi.Stock;
using Wire = ShopActors.WebApi.Grpc.V1;

namespace ShopActors.WebApi.Grpc;

/// <summary>Stock in messages.</summary>
internal static class WireStock
{
    public static Wire.Stock Of(ItemStock item) => new()
    {
        Sku = item.Stock.Sku.Value,
        Available = item.Stock.Available,
        Price = item.Product is { } product ? WireMoney.Of(product.Price) : null,
        OnHand = item.Stock.OnHand,
        Held = item.Stock.Held,
        Pinned = item.Stock.Pinned,
        Sold = item.Stock.Sold,
        Version = item.Stock.Version,
    };

    public static Wire.Reservation Of(HoldSnapshot hold) => new()
    {
        Id = hold.Id.Value,
        State = WireEnum<HoldState, Wire.ReservationState>.Of(hold.State),
        Quantity = hold.Quantity,
        ExpiresAt = hold.ExpiresAt is { } end ? Timestamp.FromDateTimeOffset(end) : null,
        Since = Timestamp.FromDateTimeOffset(hold.Since),
    };
}
