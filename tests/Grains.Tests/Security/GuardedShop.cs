using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;
using ShopActors.Grains.Tests.Checkout;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;

namespace ShopActors.Grains.Tests.Security;

/// <summary>The shop on one silo, and a client that comes in through its gateway.</summary>
public sealed class GuardedShop : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster;

    public GuardedShop()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IJournalStore>(Store);
            silo.Services.AddSingleton<IPaymentProvider>(new BookProvider());
            silo.AllowTestHooks();
            silo.AddShop(new ConfigurationBuilder()
                .AddInMemoryCollection([new("Catalog:Seed", "false")]).Build());
        });
        _cluster = builder.Build();
    }

    public IClusterClient Client => _cluster.Client;

    /// <summary>The services of the silo.</summary>
    public IServiceProvider Services => _cluster.GetSiloServiceProvider();

    internal MemoryJournalStore Store { get; } = new();

    public Task InitializeAsync() => _cluster.DeployAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();
}
