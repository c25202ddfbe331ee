namespace ShopActors;

/// <summary>What a cart tells others.</summary>
internal static class CartAnnouncements
{
    public static ReadOnlyMemory<byte> Of(CartState before, CartState cart, CartEvent e, long sequence)
    {
        return e switch
        {
            CartCreated created => Encode(new CartCreatedV1(cart.Id, created.Currency)),
            CartRenewed renewed => Encode(new CartCreatedV1(cart.Id, renewed.Currency)),
            CartLineSet { Line: var line } => Encode(new CartItemSetV1(
                cart.Id, line.Id, line.Sku, line.Quantity, EventMoney.Of(line.UnitPrice))),
            CartLineRemoved removed when before.FindLine(removed.Line) is { } line =>
                Encode(new CartItemRemovedV1(cart.Id, line.Id, line.Sku)),
            CartMerged => Encode(new CartMergedV1(cart.Id, cart.Lines.Length)),
            CartCheckedOut checkedOut => Encode(new CartCheckedOutV1(cart.Id, checkedOut.Order)),
            _ => default,
        };

        ReadOnlyMemory<byte> Encode<TData>(TData data)
            where TData : ShopEventData => EventJson.Encode(data, cart.Id.Value, e.At, sequence);
    }
}
