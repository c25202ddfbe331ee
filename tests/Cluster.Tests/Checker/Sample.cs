using ShopActors.Chaos.Recording;

namespace ShopActors.Cluster.Tests.Checker;

/// <summary>
/// A small legal run to vary: client 1 buys two of A (k1, ord_1), client 2 is declined (k2, ord_2), client 3 only fills
/// cart_3 with one of B.
/// </summary>
internal static class Sample
{
    public static History Legal { get; } = new()
    {
        Operations =
        [
            Op(1, 1, ClientAction.CreateCart, "", 0) with { SeenIds = ["cart_1"] },
            Op(2, 1, ClientAction.AddItem, "cart_1", 10) with { Sku = "A", Quantity = 2, Lines = Cart(("A", 2)) },
            Op(3, 1, ClientAction.CheckOut, "cart_1", 20)
                with { Key = "k1", OrderId = "ord_1", OrderStatus = "confirmed", SeenIds = ["ord_1"] },
            Op(4, 2, ClientAction.CreateCart, "", 0) with { SeenIds = ["cart_2"] },
            Op(5, 2, ClientAction.CheckOut, "cart_2", 10)
                with { Key = "k2", Result = ResultClass.Fail, Status = 402, OrderId = "ord_2", SeenIds = ["ord_2"] },
            Op(6, 2, ClientAction.ReadOrder, "ord_2", 20)
                with { OrderId = "ord_2", OrderStatus = "cancelled", SeenIds = ["ord_2"] },
            Op(7, 3, ClientAction.CreateCart, "", 0) with { SeenIds = ["cart_3"] },
            Op(8, 3, ClientAction.AddItem, "cart_3", 10) with { Sku = "B", Quantity = 1, Lines = Cart(("B", 1)) },
            Op(9, 3, ClientAction.ReadCart, "cart_3", 20)
                with { Lines = Cart(("B", 1)), Version = 2, AnswerHash = "b1", SeenIds = ["cart_3"] },
            Op(10, 0, ClientAction.AdjustStock, "A", 5) with { Key = "adj1", Quantity = 3 },
        ],
        Stock = [new("A", 10, 3, 0, 11, 0, 0, 2) { Holds = [] }, new("B", 10, 0, 0, 10, 0, 0, 0) { Holds = [] }],
        StockSamples = [new("A", 10, 3, 0, 11, 2, 0, 0), new("A", 10, 3, 0, 11, 0, 2, 0)],
        Orders =
        [
            new("ord_1", 1, "k1", "confirmed", 1000, "EUR")
            {
                Lines = [new("A", 2, 500)], PaymentStatus = "captured",
                Steps = Steps("created", "captured", "confirmed"),
            },
            new("ord_2", 2, "k2", "cancelled", 700, "EUR")
            {
                Lines = [new("B", 1, 700)], PaymentStatus = "declined",
                Steps = Steps("created", "declined", "cancelled"),
            },
        ],
        Carts = [new("cart_3", 3, Cart(("B", 1)))],
        Provider =
        [
            new("authorise", "p1:auth", "pay_1", "ord_1", 1000, "EUR", true),
            new("capture", "p1:capture", "pay_1", "ord_1", 1000, "EUR", true),
            new("authorise", "p2:auth", "pay_2", "ord_2", 700, "EUR", false),
        ],
        Replays = [new("k1", 201, "r1", "ord_1"), new("k2", 402, "r2", "ord_2")],
        Audit = new() { Confirmed = 1, Cancelled = 1, CapturedByShop = 1000, CapturedByProvider = 1000 },
        Prices = new Dictionary<string, long> { ["A"] = 500, ["B"] = 700 },
    };

    /// <summary>What a listener hears of the legal run.</summary>
    public static IReadOnlyList<EventRow> LegalEvents { get; } =
    [
        new("evt_1", "shop.order.placed.v1", "ord_1", 1, "{}"),
        new("evt_2", "shop.stock.changed.v1", "A", 3, """{"available":11}"""),
        new("evt_3", "shop.order.confirmed.v1", "ord_1", 2, "{}"),
        new("evt_4", "shop.order.placed.v1", "ord_2", 1, "{}"),
        new("evt_5", "shop.order.cancelled.v1", "ord_2", 2, "{}"),
    ];

    /// <summary>An operation that was answered 5 ms after it was sent.</summary>
    public static ClientOperation Op(long id, int client, ClientAction action, string subject, double at) => new()
    {
        Id = id,
        Client = client,
        Action = action,
        Subject = subject,
        InvokedAt = at,
        ReturnedAt = at + 5,
        Result = ResultClass.Ok,
        Status = 200,
        BodyHash = "body",
    };

    public static ClientOperation Unknown(this ClientOperation operation) =>
        operation with
        {
            Result = ResultClass.Info,
            Status = 0,
            ReturnedAt = double.PositiveInfinity,
            Lines = null,
            OrderId = null,
            OrderStatus = null,
        };

    public static IReadOnlyDictionary<string, long> Cart(params (string Sku, long Quantity)[] lines) =>
        lines.ToDictionary(line => line.Sku, line => line.Quantity);

    public static IReadOnlyList<StepRow> Steps(params string[] types) =>
        [.. types.Select((type, i) => new StepRow(i + 1, type, DateTimeOffset.UnixEpoch.AddMilliseconds(i)))];

    public static History Plus(this History history, params ClientOperation[] operations) =>
        history with { Operations = [.. history.Operations, .. operations] };

    public static History WithStock(this History history, params StockRow[] rows) => history with { Stock = rows };

    public static History WithProvider(this History history, params ProviderRow[] more) =>
        history with { Provider = [.. history.Provider, .. more] };

    public static History WithOrder(this History history, int index, Func<OrderRow, OrderRow> change) =>
        history with { Orders = [.. history.Orders.Select((order, i) => i == index ? change(order) : order)] };

    public static History WithAudit(this History history, Func<AuditRow, AuditRow> change) =>
        history with { Audit = change(history.Audit) };
}
