using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>The plain cart is the same for ever, so after it had expired or was merged its owner had none.</summary>
public sealed class OwnCartDeadForEverTests(OwnCartDeadForEverTests.Shop shop)
    : IClassFixture<OwnCartDeadForEverTests.Shop>
{
    private const string Sku = "BOOK-CLA-005";

    [Fact]
    public async Task PlainCart_AfterThirtyIdleDays_BeginsAnew()
    {
        using var client = shop.NewClient();
        var first = await AddAsync(client, 2);

        shop.Time.Advance(CartLimits.TimeToLive);

        Assert.Empty((await client.GetAsync("/cart")).Json["cartItems"]!.AsArray());
        var gone = await client.DeleteAsync($"/cart/{Sku}");
        Assert.Equal((HttpStatusCode.NotFound, "line_not_found"), (gone.Status, gone.Code));
        Assert.Equal(first, await AddAsync(client, 1));
        Assert.Equal(1, await QuantityAsync(client));
    }

    [Fact]
    public async Task PlainCart_MergedAgainAndAgain_BeginsAnewEachTime()
    {
        using var guest = shop.NewClient();
        using var account = shop.NewClient();
        var target = await account.NewCartAsync();
        var token = (string)(await guest.PostAsync("/carts", new { })).Json["token"]!;
        for (var i = 1; i <= 2 * CartLimits.EarlierSealsMax; i++)
        {
            var own = await AddAsync(guest, 1);
            var merged = await account.PostAsync(
                $"/carts/{target}/merge", new { fromCartId = own, fromToken = token, strategy = "sum" });
            Assert.True(merged.Status == HttpStatusCode.OK, merged.ToString());
            Assert.Equal(i, (int)merged.Json["items"]![0]!["quantity"]!);
            Assert.Empty((await guest.GetAsync("/cart")).Json["cartItems"]!.AsArray());
        }

        await AddAsync(guest, 3);
        Assert.Equal(3, await QuantityAsync(guest));
    }

    private static async Task<string> AddAsync(Visitor client, int quantity)
    {
        var added = await client.PostAsync("/cart", new { itemId = Sku, quantity });
        Assert.True(added.Status == HttpStatusCode.OK, added.ToString());
        return (string)added.Json["cartId"]!;
    }

    private static async Task<int> QuantityAsync(Visitor client) =>
        (int)Assert.Single((await client.GetAsync("/cart")).Json["cartItems"]!.AsArray())!["quantity"]!;

    /// <summary>A shop whose clock the test sets ahead.</summary>
    public sealed class Shop : ShopFixture
    {
        internal ClockAhead Time { get; } = new();

        protected override void ConfigureServices(IServiceCollection services) =>
            services.AddSingleton<TimeProvider>(Time);
    }

    internal sealed class ClockAhead : TimeProvider
    {
        private TimeSpan _ahead;

        public void Advance(TimeSpan time) => _ahead += time;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
    }
}
