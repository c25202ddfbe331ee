using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using ShopActors.Hosting.Gateway;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;

namespace ShopActors.WebApi.Tests.Gateway;

/// <summary>
/// A client that writes a silo's name under its messages, over a real socket. The unchecked gateway is here to show
/// that the check is needed: Orleans 10.4 passes the name on.
/// </summary>
public sealed class ForgedSenderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly MemoryJournalStore _store = new();

    [Fact]
    public async Task Gateway_Checked_ServesClientsAndShutsOutTheForger()
    {
        using var silo = await StartSilo(isChecked: true);
        using var honest = await StartClient(silo);
        using var forger = await StartClient(silo);
        await Assert.ThrowsAsync<GrainCallRefusedException>(() => Open(honest));

        Forge(forger);
        await Assert.ThrowsAnyAsync<Exception>(() => Open(forger));

        var stock = await Grains(honest).GetGrain<IStockGrain>("FORGED").Get();
        Assert.Equal(ErrorCode.SkuNotFound, stock.Error?.Code);
    }

    [Fact]
    public async Task Gateway_Unchecked_PassesTheForgedNameOn()
    {
        using var silo = await StartSilo(isChecked: false);
        using var forger = await StartClient(silo);

        Forge(forger);
        var opening = Open(forger);

        // The answer goes to the silo whose name was used, so only the effect can be waited for.
        using var deadline = new CancellationTokenSource(Patience);
        while (await _store.ReadAsync(new("stock/FORGED"), deadline.Token) is not { Events.Count: > 0 })
        {
            await Task.Yield();
        }

        await Assert.ThrowsAnyAsync<Exception>(() => opening);
    }

    private static Task Open(IHost client) => Grains(client).GetGrain<IStockGrain>("FORGED").Open(
        new("open"), Caller.Ops(new("ops"), Scopes.StockAdjust), initial: 1_000_000);

    private static IClusterClient Grains(IHost client) => client.Services.GetRequiredService<IClusterClient>();

    private static void Forge(IHost client)
    {
        var runtime = client.Services.GetRequiredService(
            typeof(IClusterClient).Assembly.GetType("Orleans.OutsideRuntimeClient") ??
            Type.GetType("Orleans.OutsideRuntimeClient, Orleans.Core", throwOnError: true)!);
        var address = runtime.GetType().GetProperty("CurrentActivationAddress")!;
        var own = (GrainAddress)address.GetValue(runtime)!;
        address.SetValue(runtime, new GrainAddress
        {
            GrainId = GrainId.Parse("sys.client/hosted-127.0.0.1:11111@1"),
            ActivationId = own.ActivationId,
            SiloAddress = own.SiloAddress,
        });
    }

    private async Task<IHost> StartSilo(bool isChecked)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            [new("Catalog:Seed", "false"), new("Payments:ProviderUrl", "http://127.0.0.1:9/")]);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), FreePort(), serviceId: "shop-tests", clusterId: "shop-tests");
            silo.Services.AddSingleton<IJournalStore>(_store);
            if (isChecked) silo.CheckClientMessages();
            silo.AddShop(builder.Configuration);
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task<IHost> StartClient(IHost silo)
    {
        var gateway = silo.Services.GetRequiredService<ILocalSiloDetails>().GatewayAddress.Endpoint;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(gateway.Port, serviceId: "shop-tests", clusterId: "shop-tests");
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(5));
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
