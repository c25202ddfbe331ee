using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;
using ShopActors.Grains.Tests.Journals;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;

namespace ShopActors.Grains.Tests.Stock;

public sealed class StockClusterTests
{
    private const string StoreKey = "ShopTests:Store";

    // Configurators are created by type, so what they share goes by a name in the configuration.
    private static readonly ConcurrentDictionary<string, IJournalStore> Stores = [];

    [Theory]
    [InlineData(GrainDirectory.Default)]
    [InlineData(GrainDirectory.Distributed)]
    public async Task Buyers_WhileASiloIsKilled_SellExactlyWhatThereIs(GrainDirectory directory)
    {
        const int Initial = 20;
        var builder = new TestClusterBuilder(3);
        builder.Use(directory);
        var name = $"{nameof(Buyers_WhileASiloIsKilled_SellExactlyWhatThereIs)}/{directory}";
        Stores[name] = new MemoryJournalStore();
        builder.Properties[StoreKey] = name;
        builder.AddSiloBuilderConfigurator<Silos>();
        builder.AddClientBuilderConfigurator<Clients>();
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        await cluster.Client.GetGrain<IStockGrain>("HOT")
            .SetOnHand(new("open"), StockDriver.Ops, new(Initial, VersionMatch.None));

        var buyers = Enumerable.Range(0, 60).Select(buyer => Buy(cluster.Client, $"h{buyer}")).ToList();
        await cluster.KillSiloAsync(cluster.SecondarySilos[0]);
        var sold = await Task.WhenAll(buyers);

        var stock = (await Insist(() => cluster.Client.GetGrain<IStockGrain>("HOT").Get())).Value!;
        Assert.Equal(Initial, sold.Count(done => done));
        Assert.Equal((Initial, 0, 0, 0), (stock.Sold, stock.Held, stock.Pinned, stock.Available));
    }

    private static async Task<bool> Buy(IGrainFactory grains, string buyer)
    {
        var stock = grains.GetGrain<ICheckoutStock>("HOT");
        var hold = new HoldId(buyer);
        if ((await Insist(() => stock.Take(hold, 1, new(buyer)))).IsRefused) return false;
        Assert.True((await Insist(() => stock.Commit(hold))).IsOk);
        return true;
    }

    /// <summary>Repeats a command until it is answered: a call to a killed silo may fail in many ways.</summary>
    private static async Task<T> Insist<T>(Func<Task<T>> command)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await command();
            }
            catch (Exception) when (attempt < 100)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }

    // Orleans does not tell a client that the called silo is dead: it waits for the answer as long as it may.
    private sealed class Clients : IClientBuilderConfigurator
    {
        public void Configure(IConfiguration configuration, IClientBuilder clientBuilder) =>
            clientBuilder.Configure<ClientMessagingOptions>(
                options => options.ResponseTimeout = TimeSpan.FromSeconds(2.5));
    }

    private sealed class Silos : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            siloBuilder.Services.AddJournalStore(Stores[siloBuilder.Configuration[StoreKey]!]);
            siloBuilder.AddJournalServices();
            siloBuilder.AddCatalog(
                new ConfigurationBuilder().AddInMemoryCollection([new("Catalog:Seed", "false")]).Build());
        }
    }
}
