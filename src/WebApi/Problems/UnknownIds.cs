namespace ShopActors.WebApi.Problems;

/// <summary>
/// Refusals for ids that the shop cannot have issued. Text that is not a valid id gets the same answer as
/// an unknown id.
/// </summary>
internal static class UnknownIds
{
    public static ShopError Product { get; } = Create("catalog.product-not-found", "There is no such product.");

    public static ShopError Sku { get; } = Create("stock.sku-not-found", "There is no such SKU.");

    public static ShopError Hold { get; } = Create("stock.hold-not-found", "There is no such reservation.");

    public static ShopError Cart { get; } = Create("cart.not-found", "There is no such cart.");

    public static ShopError Line { get; } = Create("cart.line-not-found", "There is no such line in the cart.");

    public static ShopError Order { get; } = Create("order.not-found", "There is no such order.");

    public static ShopError Payment { get; } = Create("payment.not-found", "There is no such payment.");

    public static ShopError Customer { get; } = Create("customer.not-found", "There is no such customer.");

    private static ShopError Create(string code, string message) => new() { Code = code, Message = message };
}
