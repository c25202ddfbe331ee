using ShopActors.Grains.Tests.Checkout;
using ShopActors.Grains.Tests.Pricing;
using ShopActors.TestKit;
using Xunit.Abstractions;

namespace ShopActors.Grains.Tests.Promotions;

/// <summary>A coupon with few uses and many buyers on three silos, of which some are killed.</summary>
public sealed class ClusterCouponTests(ITestOutputHelper output)
{
    private const int Buyers = 200;
    private const int Uses = 5;

    [Fact]
    public async Task Coupon_ManyBuyersWhileSilosAreKilled_IsUsedAsOftenAsItMayBe()
    {
        await using var shop = await ShopCluster.Start(
            nameof(Coupon_ManyBuyersWhileSilosAreKilled_IsUsedAsOftenAsItMayBe));
        await shop.Stock(Shopping.BookA, 10 * Buyers);
        var promotion = await shop.Insist("promotion", () => shop.Grains
            .GetGrain<IPromotionsGrain>(IPromotionsGrain.Key).Create(
                new("promotion"), Operators.All, Pricers.Percentage(5_000, "FEW") with { UsageLimit = Uses }));
        var counter = UseCounters.Of(promotion.Value!.Id);
        await Task.WhenAll(Enumerable.Range(1, Buyers).Select(buyer => FillAsync(shop, buyer)));

        // A silo dies at work in each half. The first silo is spared: the counter may be there, and stay.
        var buying = new List<Task<OrderSnapshot>>();
        foreach (var half in Enumerable.Range(1, Buyers).Chunk(Buyers / 2))
        {
            var left = 20;
            shop.Points.Arm(label => (label.StartsWith($"uses/{counter}", StringComparison.Ordinal) ||
                label.StartsWith("order/", StringComparison.Ordinal)) && Interlocked.Decrement(ref left) == 0);
            buying.AddRange(half.Select(buyer => shop.Buy(buyer, "tok_ok")));
            await shop.Heal();
        }

        var orders = await Task.WhenAll(buying);
        output.WriteLine(string.Join("; ", shop.Points.Struck));

        var confirmed = orders.Where(order => order.Status == OrderStatus.Confirmed).ToList();
        Assert.Equal(Uses, confirmed.Count);
        var price = Shopping.Price(Shopping.BookA).MinorUnits / 2;
        Assert.All(confirmed, order => Assert.Equal(price, order.Total.MinorUnits));
        Assert.Equal(Buyers - Uses, orders.Count(order => order.Reason == CancelReason.CouponExhausted));
        Assert.Equal(
            Enumerable.Range(1_001, Uses).Select(number => (long?)number),
            confirmed.Select(order => order.Number).Order());
        Assert.Equal(Uses, await shop.Insist("count", () => shop.Grains
            .GetGrain<IPromotionsGrain>(IPromotionsGrain.Key).Get(Operators.All, promotion.Value.Id)
            .ContinueWith(found => found.Result.Value!.Used!.Value, TaskScheduler.Default)));
        ShopAssert.Balanced(await shop.Audit(), "coupons");
    }

    private static async Task FillAsync(ShopCluster shop, int buyer)
    {
        await shop.Fill(buyer, Shopping.BookA);
        var added = await shop.Insist($"coupon {buyer}", () => shop.Grains
            .GetGrain<ICartGrain>(Shopping.CartOf(buyer).Value)
            .AddCoupon(new("coupon"), Shopping.Customer(buyer), new("FEW")));
        Assert.True(added.IsOk, added.ToString());
    }
}
