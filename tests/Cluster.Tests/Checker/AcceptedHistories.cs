using ShopActors.Chaos.Recording;
using static ShopActors.Cluster.Tests.Checker.Sample;

namespace ShopActors.Cluster.Tests.Checker;

/// <summary>Legal histories that look wrong at first sight; the first word of the name says to which check.</summary>
internal static class AcceptedHistories
{
    private static StockRow A => Legal.Stock[0];

    private static StockRow B => Legal.Stock[1];

    private static ProviderRow Capture => Legal.Provider[1];

    public static IReadOnlyDictionary<string, History> All { get; } = new Dictionary<string, History>
    {
        ["I1 written off by a negative adjustment"] = Legal.WithStock(A, B with { Adjusted = -4, Available = 6 })
            .Plus(Op(20, 0, ClientAction.AdjustStock, "B", 30) with { Key = "adj2", Quantity = -4 }),
        ["I1 everything is held in a sample"] =
            Legal with { StockSamples = [A with { Available = 0, Held = 13, Sold = 0 }] },
        ["I1 an empty shelf"] = Legal.WithStock(A, B with { Initial = 0, Available = 0 }),

        ["I2 reservations were not listed"] = Legal.WithStock(A with { Holds = null }, B with { Holds = null }),
        ["I2 ended reservations are still listed"] =
            Legal.WithStock(A with { Holds = [new("h1", "committed", 2), new("h2", "released", 9)] }, B),
        ["I2 a sample with holds of its own"] =
            Legal with
            {
                StockSamples = [A
                with { Available = 11, Held = 2, Sold = 0, Holds = [new("h", "held", 2)] }]
            },

        ["I3 sold out to the last unit"] = SellOut(),
        ["I3 ordered beyond stock but cancelled"] =
            Legal.WithOrder(1, order => order with { Lines = [new("B", 99, 700)], Total = 99 * 700 }),
        ["I3 nothing available while all is held"] =
            Legal with { StockSamples = [B with { Available = 0, Held = 10 }] },

        ["I4 an order that no client knows sold units"] = UnknownOrder(),
        ["I4 holds during the run"] = Legal with { StockSamples = [A with { Held = 5, Available = 6 }] },
        ["I4 a cancelled order sold nothing"] = Legal.WithStock(A, B with { Holds = [new("ord_2", "released", 1)] }),

        ["I5 the first capture was refused"] =
            Legal with
            {
                Provider = [Legal.Provider[0], Capture
                with { Succeeded = false, Key = "p1:capture:0" }, Capture, Legal.Provider[2]]
            },
        ["I5 authorised twice, captured once"] = Legal.WithProvider(Legal.Provider[0] with { Key = "p1:auth:2" }),
        ["I5 voided after the authorisation"] =
            Legal.WithProvider(new ProviderRow("void", "p2:void", "pay_2", "ord_2", 700, "EUR", true)),

        ["I6 captured, then refunded and cancelled"] = RefundedAndCancelled(),
        ["I6 authorised only and cancelled"] =
            Legal.WithProvider(new ProviderRow("authorise", "p2:auth:2", "pay_2", "ord_2", 700, "EUR", true)),
        ["I6 an order that no client knows was paid"] = UnknownOrder(),

        ["I7 refunded in parts to the last cent"] = RefundedInParts(),
        ["I7 a refused refund beyond the capture"] =
            Legal.WithProvider(new ProviderRow("refund", "r", "pay_1", "ord_1", 9999, "EUR", false)),
        ["I7 a refund of another payment"] = RefundedAndCancelled(),

        ["I8 refunds on both sides"] = RefundedInParts(),
        ["I8 nothing was sold"] = new History { Audit = new() },
        ["I8 a declined capture counts nowhere"] =
            Legal.WithProvider(Capture
                with
            { Key = "p2:capture", Payment = "pay_2", Order = "ord_2", Succeeded = false }),

        ["I9 an unanswered addition happened"] =
            (Legal with { Carts = [new("cart_3", 3, Cart(("B", 2)))] }).Plus(UnansweredAddition()),
        ["I9 an unanswered addition did not happen"] = Legal.Plus(UnansweredAddition()),
        ["I9 a retried adjustment counts once"] =
            Legal.Plus(Legal.Operations[9] with { Id = 20 }, (Legal.Operations[9] with { Id = 21 }).Unknown()),
        ["I9 pending at first, cancelled later"] =
            Legal.Plus(Op(20, 2, ClientAction.ReadOrder, "ord_2", 12)
                with
            { OrderId = "ord_2", OrderStatus = "pending" }),

        ["I10 a read during an addition sees it early"] = Legal.Plus(
            Op(20, 3, ClientAction.ReadCart, "cart_3", 40) with { Lines = Cart(("B", 2)) },
            Op(21, 3, ClientAction.AddItem, "cart_3", 39)
                with
            { ReturnedAt = 60, Sku = "B", Quantity = 1, Lines = Cart(("B", 2)) })
            with
        { Carts = [new("cart_3", 3, Cart(("B", 2)))] },
        ["I10 an unanswered addition shows up late"] = Legal.Plus(
            UnansweredAddition(),
            Op(21, 3, ClientAction.ReadCart, "cart_3", 50) with { Lines = Cart(("B", 1)) },
            Op(22, 3, ClientAction.ReadCart, "cart_3", 60) with { Lines = Cart(("B", 2)) })
            with
        { Carts = [new("cart_3", 3, Cart(("B", 2)))] },
        ["I10 removed and added at the same time"] = Legal.Plus(
            Op(20, 3, ClientAction.RemoveItem, "cart_3", 40) with { ReturnedAt = 60, Sku = "B" },
            Op(21, 3, ClientAction.AddItem, "cart_3", 40) with { ReturnedAt = 60, Sku = "B", Quantity = 4 },
            Op(22, 3, ClientAction.ReadCart, "cart_3", 70) with { Lines = Cart(("B", 4)) }),
        ["I10 emptied by a checkout"] =
            Legal.Plus(Op(20, 1, ClientAction.ReadCart, "cart_1", 40) with { Lines = Cart() }),

        ["I11 cancelled is an end"] = Legal.WithOrder(1, order => order with { Status = "cancelled" }),
        ["I11 no orders at all"] = new History { Audit = new() },
        ["I11 seen pending during the run"] =
            Legal.Plus(Op(20, 1, ClientAction.ReadOrder, "ord_1", 1)
                with
            { OrderId = "ord_1", OrderStatus = "pending" }),

        ["I12 pending in a read that overlaps the end"] =
            Legal.Plus(Op(20, 1, ClientAction.ReadOrder, "ord_1", 24)
                with
            { ReturnedAt = 40, OrderId = "ord_1", OrderStatus = "pending" }),
        ["I12 a replay repeats its first answer"] =
            Legal.Plus(Legal.Operations[2] with { Id = 20, OrderStatus = "pending", InvokedAt = 60, ReturnedAt = 65 }),
        ["I12 the end seen many times"] =
            Legal.Plus(Op(20, 1, ClientAction.ReadOrder, "ord_1", 50)
                with
            { OrderId = "ord_1", OrderStatus = "confirmed" }),

        ["I13 an attempt without an answer"] =
            Legal.Plus((Legal.Operations[2] with { Id = 20, InvokedAt = 12 }).Unknown()),
        ["I13 accepted first, created in the replay"] =
            Legal with { Replays = [new("k1", 200, "final", "ord_1"), new("k1", 200, "final", "ord_1")] },
        ["I13 another body refused"] = Legal.Plus(Legal.Operations[2] with
        {
            Id = 20,
            BodyHash = "other",
            Result = ResultClass.Fail,
            Status = 422,
            OrderId = null,
            OrderStatus = null,
            InvokedAt = 40,
            ReturnedAt = 45,
        }),
        ["I13 the same key of another client"] = Legal.WithOrder(1, order => order with { Key = "k1" }),

        ["I14 two steps at the same instant"] =
            Legal.WithOrder(0, order =>
                order with { Steps = [order.Steps[0], order.Steps[1] with { At = order.Steps[0].At }] }),
        ["I14 a clock that lags a little"] =
            Legal.WithOrder(0, order =>
                order with
                {
                    Steps = [order.Steps[0]
                    with { At = DateTimeOffset.UnixEpoch.AddSeconds(2) }, order.Steps[1]]
                }),
        ["I14 a single step"] = Legal.WithOrder(1, order => order with { Steps = Steps("cancelled") }),

        ["I15 several lines"] =
            Legal.WithOrder(1, order => order with { Lines = [new("B", 1, 700), new("A", 3, 500)], Total = 2200 }),
        ["I15 a product the catalogue no longer has"] =
            Legal.WithOrder(1, order => order with { Lines = [new("C", 1, 5)], Total = 5 }),
        ["I15 a free book"] = Legal.WithOrder(1, order => order with { Lines = [new("C", 2, 0)], Total = 0 }),

        ["I16 one's own cart and order"] =
            Legal.Plus(Op(20, 1, ClientAction.ReadOrder, "ord_1", 50) with { SeenIds = ["ord_1", "cart_1"] }),
        ["I16 staff see everything"] = Legal.Plus(
            Op(20, ClientOperation.Staff, ClientAction.ReadStock, "A", 50) with { SeenIds = ["ord_1", "cart_3"] }),
        ["I16 an id that the shop gave to no client"] =
            Legal.Plus(Op(20, 2, ClientAction.ReadCart, "cart_2", 50) with { SeenIds = ["cart_x"] }),
        ["I16 a created cart told again"] =
            Legal.Plus(Op(20, 3, ClientAction.CreateCart, "", 50) with { SeenIds = ["cart_3"] }),

        ["I17 overlapping reads in either order"] = Legal.Plus(SeeStock(20, 7, 40, 60), SeeStock(21, 6, 41, 61)),
        ["I17 one version, one content, many reads"] =
            Legal.Plus(SeeStock(20, 7, 40, 45), SeeStock(21, 7, 50, 55), SeeStock(22, 7, 60, 65)),
        ["I17 a slow read of an old version"] =
            Legal.Plus(SeeStock(20, 6, 40, 90), SeeStock(21, 7, 50, 55), SeeStock(22, 7, 60, 65)),

        ["I18 rejected first, accepted on the retry"] = Legal.Plus(Legal.Operations[2] with
        {
            Id = 20,
            Result = ResultClass.Fail,
            Status = 503,
            OrderId = null,
            OrderStatus = null,
            InvokedAt = 12,
            ReturnedAt = 13,
        }),
        ["I18 an unanswered checkout left an order"] = UnknownOrder(),
        ["I18 rejected and gone"] =
            Legal.Plus(Op(20, 3, ClientAction.CheckOut, "cart_3", 50)
                with
            { Key = "k7", Result = ResultClass.Fail, Status = 429 }),

        ["I19 partially refunded is still captured"] = PartlyRefunded(),
        ["I19 authorised and voided"] = Legal.WithOrder(1, order => order with { PaymentStatus = "voided" }),
        ["I19 fully refunded"] = RefundedAndCancelled(),

        ["I22 nothing listened"] = Legal with { Events = null },
        ["I22 every event came once"] = Legal with { Events = LegalEvents },
        ["I22 events came again"] = Legal with { Events = [.. LegalEvents, .. LegalEvents.Take(3)] },
    };

    private static History SellOut() => Legal.WithStock(A with { Available = 0, Sold = 13 }, B)
        .WithOrder(0, order => order with { Lines = [new("A", 13, 500)], Total = 6500 })
        .WithAudit(audit => audit with { CapturedByShop = 6500, CapturedByProvider = 6500 })
        with
    { Provider = [Capture with { Amount = 6500 }] };

    // The checkout of k9 was never answered, not even on a retry, and yet it went through.
    private static History UnknownOrder() => Legal.WithStock(A, B with { Available = 9, Sold = 1 })
        .WithProvider(new ProviderRow("capture", "p9:capture", "pay_9", "ord_9", 700, "EUR", true))
        .WithAudit(audit => audit with { Confirmed = 2, CapturedByShop = 1700, CapturedByProvider = 1700 })
        .Plus((Op(20, 3, ClientAction.CheckOut, "cart_9", 50) with { Key = "k9" }).Unknown());

    private static History RefundedAndCancelled() => Legal
        .WithProvider(
            new ProviderRow("capture", "p2:capture", "pay_2", "ord_2", 700, "EUR", true),
            new ProviderRow("refund", "p2:refund", "pay_2", "ord_2", 700, "EUR", true))
        .WithOrder(1, order => order with { PaymentStatus = "refunded" })
        .WithAudit(audit => audit with
        {
            CapturedByShop = 1700,
            CapturedByProvider = 1700,
            RefundedByShop = 700,
            RefundedByProvider = 700,
        });

    private static History RefundedInParts() => Legal
        .WithProvider(Refund("r1", 400), Refund("r2", 600))
        .WithOrder(0, order => order with { PaymentStatus = "refunded" })
        .WithAudit(audit => audit with { RefundedByShop = 1000, RefundedByProvider = 1000 });

    private static History PartlyRefunded() => Legal
        .WithProvider(Refund("r1", 400))
        .WithAudit(audit => audit with { RefundedByShop = 400, RefundedByProvider = 400 });

    private static ProviderRow Refund(string key, long amount) =>
        new("refund", key, "pay_1", "ord_1", amount, "EUR", true);

    private static ClientOperation UnansweredAddition() =>
        (Op(20, 3, ClientAction.AddItem, "cart_3", 40) with { Sku = "B", Quantity = 1 }).Unknown();

    private static ClientOperation SeeStock(long id, long version, double from, double to) =>
        Op(id, 0, ClientAction.ReadStock, "A", from)
            with
        { ReturnedAt = to, Version = version, AnswerHash = $"v{version}" };
}
