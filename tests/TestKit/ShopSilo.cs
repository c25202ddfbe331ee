using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using ShopActors.Storage;

namespace ShopActors.TestKit;

/// <summary>The whole shop on one silo in this process. Its store and its payment provider may outlive it.</summary>
internal sealed class ShopSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private ShopSilo(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public ICatalogGrain Catalog => Grains.GetGrain<ICatalogGrain>(CatalogLimits.ReaderKey);

    public static async Task<ShopSilo> Start(
        IJournalStore store, IPaymentProvider? provider = null, bool seed = false, TimeProvider? time = null,
        bool playsOrders = false, Action<ISiloBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Catalog:Seed"] = seed ? "true" : "false",
            ["Events:Streams:Enabled"] = "true",
            ["Orders:ResumeAfter"] = "00:00:00.500",
            ["Payments:RetryDelay"] = "00:00:00.005",
        });
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddJournalStore(store);
        if (provider is not null) builder.Services.AddSingleton(provider);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(
                FreePort.Next(), gatewayPort: 0, serviceId: "shop-tests", clusterId: "shop-tests");

            // A silo that starts under another time would take itself for one that has been joining for too long.
            silo.Configure<ClusterMembershipOptions>(options => options.EvictWhenMaxJoinAttemptTimeExceeded = false);
            silo.AddShop(builder.Configuration);
            if (playsOrders) silo.Services.RemoveAll<IIncomingGrainCallFilter>();
            configure?.Invoke(silo);
        });
        var host = builder.Build();
        await host.StartAsync().ConfigureAwait(false);
        return new ShopSilo(host);
    }

    public Task<Result<ProductSnapshot>> Put(ProductDraft draft, long? expectedVersion = null) =>
        Grains.GetGrain<IProductGrain>(ProductId.For(draft.Sku).Value).Put(Operators.All, draft, expectedVersion);

    public IStockGrain Stock(string sku) => Grains.GetGrain<IStockGrain>(sku);

    public ICartGrain Cart(CartId id) => Grains.GetGrain<ICartGrain>(id.Value);

    // What orders alone may call in the shop: for tests that play the order, on a silo without the guard of
    // grain calls.
    public ICheckoutStock Holds(string sku) => Grains.GetGrain<ICheckoutStock>(sku);

    public ICheckoutCart Checkout(CartId id) => Grains.GetGrain<ICheckoutCart>(id.Value);

    public async Task<ProductSnapshot> AddProduct(string sku, long price, long stock)
    {
        await Stock(sku).Open(new($"open/{sku}"), Operators.All, stock).ConfigureAwait(false);
        var put = await Put(new()
        {
            Sku = new(sku),
            Title = $"Title of {sku}",
            Author = "Author",
            Category = "Books",
            Price = new(price, Currency.Eur),
        }).ConfigureAwait(false);
        return put.Value!;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().ConfigureAwait(false);
        _host.Dispose();
    }
}
