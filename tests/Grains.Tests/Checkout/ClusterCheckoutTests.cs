using ShopActors.Grains.Tests.Journals;
using ShopActors.PaymentSimulator;
using Xunit.Abstractions;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>The checkout on three silos, of which one after the other is killed at work.</summary>
public sealed class ClusterCheckoutTests(ITestOutputHelper output)
{
    private const int Buyers = 200;
    private const int Kills = 5;
    private const int CandidatesMax = 200;

    // The order's third append and the stock's last one come after the capture.
    private const int OrderAppends = 3;
    private const int StockAppends = 2;

    [Fact]
    public async Task Checkout_OnThreeSilos_EndsRightForEachToken()
    {
        await using var shop = await ShopCluster.Start(nameof(Checkout_OnThreeSilos_EndsRightForEachToken));
        (string Token, OrderStatus Status, CancelReason? Reason)[] cases =
        [
            ("tok_ok", OrderStatus.Confirmed, null),
            ("tok_slow", OrderStatus.Confirmed, null),
            ("tok_timeout_before", OrderStatus.Confirmed, null),
            ("tok_timeout_after", OrderStatus.Confirmed, null),
            ("tok_late_webhook", OrderStatus.Confirmed, null),
            ("tok_duplicate_webhook", OrderStatus.Confirmed, null),
            ("tok_declined", OrderStatus.Cancelled, CancelReason.PaymentDeclined),
            ("tok_insufficient_funds", OrderStatus.Cancelled, CancelReason.PaymentDeclined),
        ];
        await shop.Stock(Shopping.BookA, cases.Length);
        await Task.WhenAll(cases.Select((_, number) => shop.Fill(number, Shopping.BookA)));

        var orders = await Task.WhenAll(cases.Select((c, number) => shop.Buy(number, c.Token)));

        Assert.Equal(cases, cases.Zip(orders, (c, order) => (c.Token, order.Status, order.Reason)));
        var report = await shop.Audit();
        ShopAssert.Balanced(report, "three silos");
        var stock = Assert.Single(report.Stock);
        Assert.Equal((2L, 0L, 0L, 6L), (stock.Available, stock.Held, stock.Pinned, stock.Sold));
    }

    [Theory]
    [InlineData(GrainDirectory.Default)]
    [InlineData(GrainDirectory.Distributed)]
    public async Task LastUnit_ManyBuyersWhileSilosAreKilled_OneOrderIsPaid(GrainDirectory directory)
    {
        const int Seed = 1;
        var random = new Random(Seed);
        await using var shop = await ShopCluster.Start(
            $"{nameof(LastUnit_ManyBuyersWhileSilosAreKilled_OneOrderIsPaid)}/{directory}", directory);
        var sku = await Stock(shop, 1, 1);
        await Task.WhenAll(Enumerable.Range(1, Buyers).Select(buyer => shop.Fill(buyer, sku)));

        // In the first wave dies the silo that has the last unit, when it sells it, then one at work, anywhere.
        var buying = new List<Task<OrderSnapshot>>();
        foreach (var wave in Enumerable.Range(1, Buyers).Chunk(Buyers / Kills))
        {
            var left = random.Next(1, 60);
            var isFirst = buying.Count == 0;
            shop.Points.Arm(label => isFirst ? label == $"stock/{sku} write 1" : --left == 0);
            buying.AddRange(wave.Select(buyer => shop.Buy(buyer, TokenOf(buyer))));
            await shop.Heal();
        }

        var orders = await Task.WhenAll(buying);
        var context = $"seed {Seed}, struck {string.Join("; ", shop.Points.Struck)}";
        output.WriteLine(context);
        Assert.Equal(Kills, shop.Points.Struck.Count);
        Assert.Single(orders, order => order.Status == OrderStatus.Confirmed);
        Assert.Equal(Buyers - 1, orders.Count(order => order.Reason == CancelReason.InsufficientStock));
        var report = await shop.Audit();
        ShopAssert.Balanced(report, context);
        Assert.Equal((1, Buyers - 1), (report.Confirmed, report.Cancelled));
        var stock = Assert.Single(report.Stock, stock => stock.Sku == sku);
        Assert.Equal((0L, 0L, 0L, 1L), (stock.Available, stock.Held, stock.Pinned, stock.Sold));
        Assert.Single(
            shop.Provider.Log, entry => entry is { Kind: OperationKind.Capture, Outcome: OperationOutcome.Succeeded });
    }

    [Fact]
    public Task Checkout_SiloOfTheOrderKilledAtEachPoint_EndsRight() => ForEachPoint(
        nameof(Checkout_SiloOfTheOrderKilledAtEachPoint_EndsRight),
        Appends(OrderAppends, customer => $"order/{Shopping.OrderOf(customer)}"));

    /// <summary>
    /// Where the provider knows more or less than the payment's journal. The payment is on its order's silo, and
    /// <see cref="CheckoutCrashTests"/> crash it at every point.
    /// </summary>
    [Fact]
    public Task Checkout_SiloOfThePaymentKilledAroundTheProvider_EndsRight() => ForEachPoint(
        nameof(Checkout_SiloOfThePaymentKilledAroundTheProvider_EndsRight),
        [
            _ => "provider Authorise sent", _ => "provider Authorise answered",
            _ => "provider Capture sent", _ => "provider Capture answered",
        ]);

    [Fact]
    public Task Checkout_SiloOfTheStockKilledAtEachPoint_EndsRight() => ForEachPoint(
        nameof(Checkout_SiloOfTheStockKilledAtEachPoint_EndsRight),
        Appends(StockAppends, customer => $"stock/{SkuOf(customer)}"));

    /// <summary>Both sides of each append of a journal.</summary>
    private static Func<int, string>[] Appends(int count, Func<int, string> journal) =>
    [
        .. Enumerable.Range(1, count).SelectMany<int, Func<int, string>>(number =>
        [
            customer => $"{journal(customer)} write {number}",
            customer => $"{journal(customer)} written {number}",
        ]),
    ];

    /// <summary>
    /// Kills the silo at each point. Grains are placed where there is room, also on the silo that is not to be killed:
    /// then the point is tried with the next customer.
    /// </summary>
    private async Task ForEachPoint(string name, Func<int, string>[] points)
    {
        await using var shop = await ShopCluster.Start(name);
        var customer = 0;
        foreach (var point in points)
        {
            var isStruck = false;
            for (var candidates = 0; !isStruck; candidates++)
            {
                customer++;
                Assert.True(
                    candidates < CandidatesMax,
                    $"None of the customers' grains reached {point(customer)} on a silo to kill.");
                await shop.Stock(SkuOf(customer), 1);
                await shop.Fill(customer, SkuOf(customer));
                var at = point(customer);
                shop.Points.Arm(label => !isStruck && (isStruck = label == at));
                var order = await shop.Buy(customer, "tok_ok");
                Assert.Equal(
                    (at, OrderStatus.Confirmed, null, null),
                    (at, order.Status, order.Reason, order.ReasonDetails.GetValueOrDefault("code")));
            }

            await shop.Heal();
        }

        output.WriteLine($"{points.Length} points, {customer} customers");
        var report = await shop.Audit();
        ShopAssert.Balanced(report, string.Join("; ", shop.Points.Struck));
        Assert.Equal((customer, 0L), (report.Confirmed, report.Cancelled));
        Assert.Equal(customer, report.Stock.Sum(stock => stock.Sold));
        Assert.Equal(0, report.Stock.Sum(stock => stock.Held + stock.Pinned));
        Assert.Equal(2 * customer, shop.Provider.Log.Count);
    }

    /// <summary>A SKU whose stock is on a silo that can be killed.</summary>
    private static async Task<Sku> Stock(ShopCluster shop, int first, long initial)
    {
        for (var number = first; number < first + CandidatesMax; number++)
        {
            await shop.Stock(SkuOf(number), initial);
            if (shop.Points.IsExposed(new($"stock/{SkuOf(number)}"))) return SkuOf(number);
            await shop.Settle();
        }

        throw new InvalidOperationException("No stock is on a silo that can be killed.");
    }

    // Every payment can be made, but some only after the provider's answer was lost on the way.
    private static string TokenOf(int buyer) => (buyer % 3) switch
    {
        0 => "tok_timeout_before",
        1 => "tok_timeout_after",
        _ => "tok_ok",
    };

    private static Sku SkuOf(int number) => new($"BOOK-{number}");
}
