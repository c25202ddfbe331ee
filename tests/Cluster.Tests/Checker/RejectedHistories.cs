using ShopActors.Chaos.Recording;
using static ShopActors.Cluster.Tests.Checker.Sample;

namespace ShopActors.Cluster.Tests.Checker;

/// <summary>Histories in which one promise is broken; the first word of the name says which.</summary>
internal static class RejectedHistories
{
    private static StockRow A => Legal.Stock[0];

    private static StockRow B => Legal.Stock[1];

    public static IReadOnlyDictionary<string, History> All { get; } = new Dictionary<string, History>
    {
        ["I1 a unit vanished"] = Legal.WithStock(A with { Available = 10 }, B),
        ["I1 a unit appeared in a sample"] = Legal with { StockSamples = [A with { Available = 12 }] },
        ["I1 balanced by a negative term"] = Legal.WithStock(A with { Held = -1, Available = 12 }, B),

        ["I2 held without a reservation"] = Legal.WithStock(A with { Held = 1, Available = 10 }, B),
        ["I2 pinned and held mixed up"] =
            Legal.WithStock(A with { Held = 1, Available = 10, Holds = [new("h", "pinned", 1)] }, B),
        ["I2 one order reserves twice"] =
            Legal.WithStock(A with { Held = 2, Available = 9, Holds = [new("h", "held", 1), new("h", "held", 1)] }, B),

        ["I3 below zero in a sample"] = Legal with { StockSamples = [A with { Available = -1, Held = 14, Sold = 0 }] },
        ["I3 below zero at rest"] = Legal.WithStock(A with { Available = -1, Sold = 14 }, B),
        ["I3 more paid for than there was"] =
            Legal.WithOrder(0, order => order with { Lines = [new("A", 14, 500)], Total = 7000 }),

        ["I4 a hold stays"] = Legal.WithStock(A with { Held = 1, Available = 10, Holds = [new("h", "held", 1)] }, B),
        ["I4 a pin stays"] = Legal.WithStock(A, B with { Pinned = 2, Available = 8, Holds = [new("h", "pinned", 2)] }),
        ["I4 sold without an order"] = Legal.WithStock(A with { Sold = 3, Available = 10 }, B),
        ["I4 a hold is past its deadline"] = Legal.WithAudit(audit => audit with { OverdueHolds = 1 }),

        ["I5 captured twice under two keys"] =
            Legal.WithProvider(new ProviderRow("capture", "p1:capture:2", "pay_1", "ord_1", 1000, "EUR", true)),
        ["I5 captured too much"] = Legal with { Provider = [Legal.Provider[1] with { Amount = 1001 }] },
        ["I5 captured in another currency"] = Legal with { Provider = [Legal.Provider[1] with { Currency = "USD" }] },

        ["I6 confirmed without a capture"] = Legal with { Provider = [Legal.Provider[0]] },
        ["I6 captured and cancelled"] =
            Legal.WithProvider(new ProviderRow("capture", "p2:capture", "pay_2", "ord_2", 700, "EUR", true)),
        ["I6 captured for no order"] =
            Legal.WithProvider(new ProviderRow("capture", "p9:capture", "pay_9", "ord_9", 700, "EUR", true)),

        ["I7 refunded before the capture"] = Legal with { Provider = [Refund("r", 1), .. Legal.Provider] },
        ["I7 refunded more than captured"] = Legal.WithProvider(Refund("r1", 600), Refund("r2", 500)),
        ["I7 one refund executed twice"] = Legal.WithProvider(Refund("r1", 100), Refund("r1", 100)),

        ["I8 the shop books more"] = Legal.WithAudit(audit => audit with { CapturedByShop = 1001 }),
        ["I8 the provider's figure is stale"] = Legal.WithAudit(audit => audit with { CapturedByProvider = 0 }),
        ["I8 a refund is not booked"] = Legal.WithProvider(Refund("r1", 100)),
        ["I8 the shop's audit objects"] = Legal.WithAudit(audit => audit with { Violations = ["stock"] }),

        ["I9 an acknowledged order is gone"] = Legal with { Orders = [Legal.Orders[1]] },
        ["I9 a confirmed order turned cancelled"] = Legal.WithOrder(0, order => order with { Status = "cancelled" }),
        ["I9 an acknowledged addition is gone"] = Legal with { Carts = [new("cart_3", 3, Cart())] },
        ["I9 a refused addition is there"] = (Legal with { Carts = [new("cart_3", 3, Cart(("B", 2)))] })
            .Plus(Op(20, 3, ClientAction.AddItem, "cart_3", 30)
                with
            { Sku = "B", Quantity = 1, Result = ResultClass.Fail, Status = 503 }),
        ["I9 an acknowledged adjustment is gone"] = Legal.WithStock(A with { Received = 0, Available = 8 }, B),

        ["I10 a read misses an addition before it"] =
            Legal.Plus(Op(20, 3, ClientAction.ReadCart, "cart_3", 40) with { Lines = Cart() }),
        ["I10 a read goes back"] = Legal.Plus(
            Op(20, 3, ClientAction.AddItem, "cart_3", 40).Unknown() with { Sku = "B", Quantity = 1 },
            Op(21, 3, ClientAction.ReadCart, "cart_3", 50) with { Lines = Cart(("B", 2)) },
            Op(22, 3, ClientAction.ReadCart, "cart_3", 60) with { Lines = Cart(("B", 1)) }),
        ["I10 an addition counted twice"] =
            Legal.Plus(Op(20, 3, ClientAction.ReadCart, "cart_3", 40) with { Lines = Cart(("B", 2)) }),
        ["I10 a removed line is back"] = Legal.Plus(
            Op(20, 3, ClientAction.RemoveItem, "cart_3", 40) with { Sku = "B", Lines = Cart() },
            Op(21, 3, ClientAction.ReadCart, "cart_3", 50) with { Lines = Cart(("B", 1)) }),

        ["I11 an order stays pending"] = Legal.WithOrder(1, order => order with { Status = "pending" }),
        ["I11 an order in no final state"] = Legal.WithOrder(1, order => order with { Status = "paying" }),
        ["I11 an unknown order is pending"] = Legal.WithAudit(audit => audit with { Pending = 1 }),

        ["I12 confirmed and cancelled"] = Legal.Plus(SeeOrder("cancelled", 50)),
        ["I12 pending after its end"] = Legal.Plus(SeeOrder("pending", 50)),
        ["I12 an unknown state"] = Legal.Plus(SeeOrder("half-paid", 50)),

        ["I13 one key, two orders"] =
            Legal.Plus(Legal.Operations[2] with { Id = 20, OrderId = "ord_2", InvokedAt = 40, ReturnedAt = 45 }),
        ["I13 a replay with another order"] = Legal with { Replays = [new("k1", 201, "r1", "ord_2")] },
        ["I13 replays that differ"] =
            Legal with { Replays = [new("k1", 201, "r1", "ord_1"), new("k1", 201, "other", "ord_1")] },
        ["I13 another body accepted"] =
            Legal.Plus(Legal.Operations[2] with { Id = 20, BodyHash = "other", InvokedAt = 40, ReturnedAt = 45 }),

        ["I14 a gap"] = Legal.WithOrder(0, order => order with { Steps = [order.Steps[0], order.Steps[2]] }),
        ["I14 a step twice"] =
            Legal.WithOrder(0, order => order with { Steps = [order.Steps[0], order.Steps[0], order.Steps[1]] }),
        ["I14 back in time"] =
            Legal.WithOrder(0, order =>
                order with
                {
                    Steps = [order.Steps[0]
                    with { At = DateTimeOffset.UnixEpoch.AddHours(1) }, order.Steps[1]]
                }),
        ["I14 no story at all"] = Legal.WithOrder(0, order => order with { Steps = [] }),

        ["I15 the total is no sum"] = Legal.WithOrder(1, order => order with { Total = 1 }),
        ["I15 a price of its own"] = Legal.WithOrder(1, order => order with { Lines = [new("B", 1, 1)], Total = 1 }),
        ["I15 a line without units"] =
            Legal.WithOrder(1, order => order with { Lines = [new("B", 1, 700), new("A", 0, 500)] }),

        ["I16 a foreign cart"] =
            Legal.Plus(Op(20, 2, ClientAction.ReadCart, "cart_3", 50) with { SeenIds = ["cart_3"] }),
        ["I16 a foreign order in a list"] =
            Legal.Plus(Op(20, 3, ClientAction.ReadOrder, "ord_9", 50) with { SeenIds = ["ord_9", "ord_1"] }),
        ["I16 one cart for two"] = Legal.Plus(Op(20, 2, ClientAction.CreateCart, "", 50) with { SeenIds = ["cart_3"] }),

        ["I17 one version, two contents"] = Legal.Plus(Legal.Operations[8] with { Id = 20, AnswerHash = "b2" }),
        ["I17 a cart goes back"] =
            Legal.Plus(Legal.Operations[8]
                with
            { Id = 20, Version = 1, AnswerHash = "b0", InvokedAt = 40, ReturnedAt = 45 }),
        ["I17 a stock row goes back"] =
            Legal.Plus(SeeStock(20, 5, 40, 45), SeeStock(21, 6, 41, 60), SeeStock(22, 4, 50, 55)),

        ["I18 a shed checkout has an order"] = Legal with
        {
            Operations = [.. Legal.Operations
                .Select(op => op.Key == "k1" ? op
                    with { Result = ResultClass.Fail, Status = 503, OrderId = null, OrderStatus = null } : op)],
        },
        ["I18 too many orders"] = Legal.WithAudit(audit => audit with { Cancelled = 2 }),
        ["I18 a rejected checkout holds stock"] =
            Legal.WithStock(A with { Held = 1, Available = 10, Holds = [new("hold-k7-A", "held", 1)] }, B)
            .Plus(Op(20, 3, ClientAction.CheckOut, "cart_3", 50)
                with
            { Key = "k7", Result = ResultClass.Fail, Status = 429 }),

        ["I19 captured but shown declined"] = Legal.WithOrder(0, order => order with { PaymentStatus = "declined" }),
        ["I19 shown captured without a capture"] =
            Legal.WithOrder(1, order => order with { PaymentStatus = "captured" }),
        ["I19 refunded but shown captured"] = Legal.WithProvider(Refund("r1", 1000)),

        ["I22 an event is missing"] = Legal with { Events = [LegalEvents[0], .. LegalEvents.Skip(3)] },
        ["I22 two events changed places"] =
            Legal with { Events = [LegalEvents[2], LegalEvents[1], LegalEvents[0], .. LegalEvents.Skip(3)] },
        ["I22 a repetition says something else"] =
            Legal with { Events = [.. LegalEvents, LegalEvents[0] with { Data = "[]" }] },
        ["I22 the end is another one"] = Legal with
        {
            Events = [.. LegalEvents.Take(4), LegalEvents[4] with { Type = "shop.order.confirmed.v1" }],
        },
        ["I22 the stock is another one"] = Legal with
        {
            Events = [LegalEvents[0], LegalEvents[1] with { Data = """{"available":12}""" }, .. LegalEvents.Skip(2)],
        },
    };

    private static ProviderRow Refund(string key, long amount) =>
        new("refund", key, "pay_1", "ord_1", amount, "EUR", true);

    private static ClientOperation SeeOrder(string status, double at) =>
        Op(20, 1, ClientAction.ReadOrder, "ord_1", at) with { OrderId = "ord_1", OrderStatus = status };

    private static ClientOperation SeeStock(long id, long version, double from, double to) =>
        Op(id, 0, ClientAction.ReadStock, "A", from)
            with
        { ReturnedAt = to, Version = version, AnswerHash = $"v{version}" };
}
