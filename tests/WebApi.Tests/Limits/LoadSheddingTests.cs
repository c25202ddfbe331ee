using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Statistics;
using ShopActors.Hosting;

namespace ShopActors.WebApi.Tests.Limits;

/// <summary>
/// What clients see while a silo has too little memory left, embedded and behind the gateway of a cluster.
/// </summary>
public sealed class LoadSheddingTests : IDisposable
{
    private const int Overloaded = 95;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly StubStatistics _memory = new();
    private readonly TemporaryDirectory _home = new("load-shedding-");

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task EmbeddedShop_WhileOverloaded_RefusesAndServesAfterwards()
    {
        var shop = new Shop([], services => services.AddSingleton<IEnvironmentStatisticsProvider>(_memory));
        await shop.InitializeAsync();
        try
        {
            await AssertShedsAsync(shop);
        }
        finally
        {
            await shop.DisposeAsync();
        }
    }

    [RedisFact]
    public async Task ApiOfACluster_WhileItsSiloIsOverloaded_RefusesAndServesAfterwards()
    {
        await using var redis = new RedisServer(_home.FullName);
        await redis.StartAsync();
        var cluster = new Dictionary<string, string>
        {
            ["Cluster:Mode"] = "Cluster",
            ["Cluster:Tls:AllowInsecureLoopback"] = "true",
            ["Redis:ConnectionString"] = redis.ConnectionString,
            ["Ids:Key"] = new('k', 32),
        };
        using var silo = await StartSiloAsync(cluster);
        var shop = new Shop(cluster, static _ => { });
        await shop.InitializeAsync();
        try
        {
            await AssertShedsAsync(shop);
        }
        finally
        {
            await shop.DisposeAsync();
            await silo.StopAsync();
        }
    }

    private async Task AssertShedsAsync(Shop shop)
    {
        using var client = shop.NewClient();
        var sku = (string)(await client.GetAsync("/products?limit=1")).Json["items"]![0]!["sku"]!;
        var cart = await client.NewCartWithAsync(sku);

        // Orleans looks once a second.
        _memory.MemoryPercent = Overloaded;
        var read = await UntilAsync(() => client.GetAsync($"/carts/{cart}"), HttpStatusCode.ServiceUnavailable);
        var write = await client.PostAsync($"/carts/{cart}/items", new { sku, quantity = 5 }, "shed");
        var checkout = await client.CheckoutAsync(cart, "shed-checkout");

        foreach (var answer in (Answer[])[read, write, checkout])
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
            Assert.Equal("overloaded", answer.Code);
            Assert.Equal("1", answer.Headers.GetValues("Retry-After").Single());
        }

        // A load balancer that took the process away would help no silo.
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/readyz")).Status);

        _memory.MemoryPercent = 0;
        var after = await UntilAsync(() => client.GetAsync($"/carts/{cart}"), HttpStatusCode.OK);
        Assert.Equal(1, (int)after.Json["items"]![0]!["quantity"]!);
        var order = await client.CheckoutAsync(cart, "shed-checkout");
        Assert.True(order.Status is HttpStatusCode.Created or HttpStatusCode.Accepted, order.ToString());

        // The API repeats a slow call itself, so the answer may be that of a repetition; the order is one.
        Assert.Single((await client.GetAsync("/orders")).Json["items"]!.AsArray());
    }

    private static async Task<Answer> UntilAsync(Func<Task<Answer>> ask, HttpStatusCode status)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var answer = await ask();
            if (answer.Status == status) return answer;
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }

    private async Task<IHost> StartSiloAsync(Dictionary<string, string> cluster)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
        [
            .. cluster.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)),
            new("Storage:Backend", "Memory"),
            new("PaymentSimulator:AllowInProduction", "true"),
            new("Silo:SiloPort", $"{FreePort.Next()}"),
            new("Silo:GatewayPort", $"{FreePort.Next()}"),
        ]);
        builder.AddShopSilo();
        builder.Services.AddSingleton<IEnvironmentStatisticsProvider>(_memory);
        var silo = builder.Build();
        await silo.StartAsync();
        return silo;
    }

    private sealed class Shop(Dictionary<string, string> more, Action<IServiceCollection> configure) : ShopFixture
    {
        protected override IReadOnlyDictionary<string, string> Settings =>
            base.Settings.Concat(more).ToDictionary(setting => setting.Key, setting => setting.Value);

        protected override void ConfigureServices(IServiceCollection services) => configure(services);
    }
}
