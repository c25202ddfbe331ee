using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>The whole shop on one silo in this process, with a store and a provider that may outlive it.</summary>
internal sealed class ShopSilo : IAsyncDisposable
{
    public static readonly Caller Ops =
        Caller.Ops(new("ops"), Scopes.StockAdjust, Scopes.CatalogWrite, Scopes.AuditRead, Scopes.RefundsCreate, Scopes.OrdersRead);

    private readonly IHost _host;

    private ShopSilo(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<ShopSilo> Start(MemoryJournalStore store, BookProvider provider)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddJournalStore(store);
        builder.Services.AddSingleton<IPaymentProvider>(provider);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort: FreePort(), gatewayPort: 0)
            .AddShop(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Orders:ResumeAfter"] = "00:00:00.500",
                ["Payments:RetryDelay"] = "00:00:00.005",
            }).Build()));
        var host = builder.Build();
        await host.StartAsync();
        return new ShopSilo(host);
    }

    public Task Stock(Sku sku, long initial) => Grains.Stock(sku, initial);

    public Task Fill(int customer, Sku sku, int quantity) => Grains.Fill(customer, sku, quantity);

    public Task<Result<OrderSnapshot>> Place(int customer, string token) =>
        Order(customer).Place(Shopping.Command(customer, token));

    public IOrderGrain Order(int customer) => Grains.GetGrain<IOrderGrain>(Shopping.OrderOf(customer).Value);

    public async Task<AuditReport> Audit()
    {
        var report = await Grains.GetGrain<IAuditGrain>(0).Run(Ops);
        Assert.True(report.IsOk, report.ToString());
        return report.Value;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
