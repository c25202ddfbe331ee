using System.Globalization;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>Who buys what in the simulations.</summary>
internal static class Shopping
{
    public static readonly Sku BookA = new("BOOK-A");
    public static readonly Sku BookB = new("BOOK-B");

    public static readonly Caller Ops = Caller.Ops(
        new("ops"), Scopes.StockAdjust, Scopes.CatalogWrite, Scopes.AuditRead, Scopes.RefundsCreate, Scopes.OrdersRead,
        Scopes.PaymentsDecide);

    public static Caller Customer(int number) => new(CallerKind.Customer, new PrincipalId($"customer-{number}"), []);

    public static CartId CartOf(int number) =>
        new("cart_" + number.ToString("x", CultureInfo.InvariantCulture).PadLeft(25, '0') + "0");

    public static PlaceOrder Command(int number, string token, Money? expected = null) => new()
    {
        Caller = Customer(number),
        IdempotencyKey = "key-1",
        Cart = CartOf(number),
        PaymentToken = token,
        ExpectedTotal = expected,
    };

    public static OrderId OrderOf(int number) => OrderId.For(Customer(number).Id, "key-1");

    public static Money Price(Sku sku) => new(sku == BookA ? 1_250 : 999, Currency.Eur);

    public static CartOffer Offer(CartState cart) => new([.. cart.Lines.Select(line => new ProductSnapshot
    {
        Id = line.Product,
        Sku = line.Sku,
        Title = line.Title,
        Author = "Author",
        Category = "Category",
        Price = Price(line.Sku),
        Version = 1,
    })]);

    /// <summary>Writes a cart without going through any point, so that point numbers begin with the checkout.</summary>
    public static async Task Fill(Simulation simulation, int number, params (Sku Sku, int Quantity)[] lines)
    {
        var id = CartOf(number);
        var cart = await simulation.Process.Cart(id);
        var now = simulation.Process.Time.Now();
        var events = new List<CartEvent>
        {
            new CartCreated(new("create"), "create", Customer(number).Id, Currency.Eur) { At = now },
        };
        foreach (var (sku, quantity) in lines)
        {
            var line = new CartLineSnapshot
            {
                Id = LineId.For(id, sku),
                Sku = sku,
                Product = ProductId.For(sku),
                Title = sku.Value,
                Quantity = quantity,
                UnitPrice = Price(sku),
            };
            events.Add(new CartLineSet(new("add/" + sku), "add", line) { At = now });
        }

        cart.Record(events.ToArray());
        await cart.WhenDurable();
    }
}
