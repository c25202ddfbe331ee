using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Hosting;
using Orleans.TestingHost;
using ShopActors.Grains.Tests.Journals;
using ShopActors.Grains.Tests.Security;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Catalog;

/// <summary>A change on one silo is in the index of every silo, without a scan.</summary>
public sealed class CatalogChangesTests
{
    private const string StoreKey = "CatalogChangesTests:Store";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // Configurators are created by type, so what they share goes by a name in the configuration.
    private static readonly ConcurrentDictionary<string, IJournalStore> Stores = [];

    [Fact]
    public async Task Change_OnOneSilo_IsFoundOnAll()
    {
        Stores[nameof(CatalogChangesTests)] = new MemoryJournalStore();
        var builder = new TestClusterBuilder(2);
        builder.Use(GrainDirectory.Default);
        builder.Properties[StoreKey] = nameof(CatalogChangesTests);
        builder.AddSiloBuilderConfigurator<Silos>();
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        var listings = cluster.Silos.Cast<InProcessSiloHandle>()
            .Select(silo => silo.SiloHost.Services.GetRequiredService<CatalogListing>())
            .ToList();
        foreach (var listing in listings) Assert.Equal(0, (await FindAsync(listing, new())).Total);

        var grain = cluster.Client.GetGrain<IProductGrain>(ProductId.For(new("A")).Value);
        Assert.True((await grain.Put(Operators.All, Products.Draft("A"), null)).IsOk);
        await UntilAsync(new(), total: 1);

        var stock = cluster.Client.GetGrain<IStockGrain>("A");
        Assert.True((await stock.SetOnHand(new("some"), Operators.All, new(1, VersionMatch.None))).IsOk);
        await UntilAsync(new() { InStock = true }, total: 1);
        Assert.True((await stock.SetOnHand(new("none"), Operators.All, new(0, VersionMatch.Any))).IsOk);
        await UntilAsync(new() { InStock = true }, total: 0);

        Assert.True((await grain.Put(Operators.All, Products.Draft("A", price: 7), null)).IsOk);
        await UntilAsync(new() { PriceMax = 7 }, total: 1);
        Assert.True((await grain.Withdraw(new("withdraw"), Operators.All, VersionMatch.Any)).IsOk);
        await UntilAsync(new(), total: 0);

        async Task UntilAsync(ProductQuery query, int total)
        {
            var began = TimeProvider.System.GetTimestamp();
            foreach (var listing in listings)
            {
                while ((await FindAsync(listing, query)).Total != total)
                {
                    Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"{query} never gave {total}.");
                    await Task.Delay(Pause, TimeProvider.System);
                }
            }
        }
    }

    private static async Task<ProductPage> FindAsync(CatalogListing listing, ProductQuery query) =>
        (await listing.ReadAsync()).Search(query).Value!;

    private sealed class Silos : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            siloBuilder.Services.AddSingleton(Stores[siloBuilder.Configuration[StoreKey]!]);

            // Its clock stands still, so that no second scan is due.
            siloBuilder.Services.AddSingleton(services => new CatalogListing(
                services.GetRequiredService<CatalogCache>(),
                services.GetRequiredService<IJournalStore>(),
                new FakeTimeProvider(),
                NullLogger<CatalogListing>.Instance));
            siloBuilder.AllowTestHooks();
            siloBuilder.AddShop(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Catalog:Seed"] = "false",
                ["Payments:ProviderUrl"] = "http://127.0.0.1:9/",
            }).Build());
        }
    }
}
