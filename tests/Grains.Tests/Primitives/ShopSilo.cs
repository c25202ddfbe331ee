using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Primitives;

/// <summary>One silo with the grains of catalogue, carts, stock and customers over a store that outlives it.</summary>
internal sealed class ShopSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private ShopSilo(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public ICatalogGrain Catalog => Grains.GetGrain<ICatalogGrain>(CatalogLimits.ReaderKey);

    public ICatalogMasterGrain Master => Grains.GetGrain<ICatalogMasterGrain>(CatalogLimits.MasterKey);

    public static async Task<ShopSilo> Start(IJournalStore store, bool seed = false, TimeProvider? time = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Catalog:Seed", seed ? "true" : "false")]);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), FreePort(), serviceId: "shop-tests", clusterId: "shop-tests");
            silo.Services.AddJournalStore(store);
            silo.AddJournalWaker();
            silo.AddCatalog(builder.Configuration);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new ShopSilo(host);
    }

    public IStockGrain Stock(string sku) => Grains.GetGrain<IStockGrain>(sku);

    public ICartGrain Cart(CartId id) => Grains.GetGrain<ICartGrain>(id.Value);

    // What orders alone may call in the shop; this silo has no guard, so that a test can play the order.
    public ICheckoutStock Holds(string sku) => Grains.GetGrain<ICheckoutStock>(sku);

    public ICheckoutCart Checkout(CartId id) => Grains.GetGrain<ICheckoutCart>(id.Value);

    public async Task<ProductSnapshot> AddProduct(string sku, long price, long stock)
    {
        await Stock(sku).Open(new($"open/{sku}"), Operators.All, stock);
        var put = await Master.Put(Operators.All, new()
        {
            Sku = new(sku),
            Title = $"Title of {sku}",
            Author = "Author",
            Category = "Books",
            Price = new(price, Currency.Eur),
        }, null);
        return put.Value!;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
