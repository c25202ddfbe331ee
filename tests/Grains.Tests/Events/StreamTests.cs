using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using ShopActors.Grains.Tests.Security;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Events;

/// <summary>The board of low stock follows the stream of stock, whatever dies.</summary>
public sealed class StreamTests
{
    private const string StoreKey = "StreamTests:Store";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // Configurators are created by type, so what they share goes by a name in the configuration.
    private static readonly ConcurrentDictionary<string, MemoryJournalStore> Stores = [];

    private readonly MemoryJournalStore _store = new();

    [Fact]
    public async Task Board_ItemsThatRunLowOutAndComeBack_ListsTheLowAndTheOut()
    {
        await using var silo = await ShopSilo.Start(_store);
        foreach (var sku in new[] { "LOW", "OUT", "BACK", "FULL" }) await OpenAsync(silo.Grains, sku, 10);
        Assert.True((await silo.Stock("LOW").SetThreshold(new("low"), Operators.All, 10)).IsOk);
        await CountAsync(silo.Grains, "OUT", 0);
        await CountAsync(silo.Grains, "BACK", 0);
        await CountAsync(silo.Grains, "BACK", 7);

        var alerts = await UntilAsync(silo.Grains, "LOW low", "OUT out");

        Assert.Equal((10, 10), (alerts[0].OnHand, alerts[0].LowAt));
        Assert.Equal((0, 0), (alerts[1].OnHand, alerts[1].LowAt));
    }

    [Fact]
    public async Task Board_WhoseStreamBeganLater_ReadsWhatItMissed()
    {
        var missed = EventJson.Encode(
            new StockLevelChangedV1(new("MISSED"), StockLevel.Out, 0, 0), "MISSED", DateTimeOffset.UnixEpoch, 1);
        await _store.AppendAsync(
            new JournalAppend(new("any/journal"), 0, 0, 1, [new byte[] { 1 }], default, WakeUp.Keep)
            {
                Outgoing = [missed],
                Sequence = 1,
            });

        // A stream that has lost everything so far.
        var end = await _store.ReadOutboxEndAsync();
        await _store.AppendAsync(new JournalAppend(
            new($"{SubscriptionGrain.TypeName}/{ShopStreams.Provider}"), 0, 0, 1,
            [SubscriptionState.Codec.EncodeEvent(new EventsPassed(end, []) { At = DateTimeOffset.UnixEpoch })],
            default,
            WakeUp.Keep));

        await using var silo = await ShopSilo.Start(_store);
        await OpenAsync(silo.Grains, "NEXT", 0);
        await UntilAsync(silo.Grains, "MISSED out", "NEXT out");
    }

    [Fact]
    public async Task Board_SilosKilledWhileItemsSellOut_MissesNone()
    {
        await using var cluster = await StartClusterAsync();
        var skus = Enumerable.Range(1, 30).Select(i => $"ITEM-{i:00}").ToArray();
        foreach (var (sku, index) in skus.Select((sku, index) => (sku, index)))
        {
            // One of them has the queue of the streams, unless the first silo does.
            if (index is 10 or 20) await cluster.KillSiloAsync(cluster.SecondarySilos[0]);
            await InsistAsync(() => OpenAsync(cluster.Client, sku, 0));
        }

        await UntilAsync(cluster.Client, [.. skus.Select(sku => $"{sku} out")]);
        var subscription = cluster.Client.GetGrain<ISubscriptionGrain>(ShopStreams.Provider);
        Assert.Equal(SubscriptionStatus.Active, (await subscription.Get(Operators.All)).Value!.Status);
    }

    private static async Task OpenAsync(IGrainFactory grains, string sku, long initial) =>
        await SetOnHandAsync(grains, sku, initial, VersionMatch.None);

    private static async Task CountAsync(IGrainFactory grains, string sku, long onHand)
    {
        var version = (await grains.GetGrain<IStockGrain>(sku).Get()).Value!.Version;
        await SetOnHandAsync(grains, sku, onHand, new(version));
    }

    private static async Task SetOnHandAsync(IGrainFactory grains, string sku, long onHand, VersionMatch match)
    {
        var answer = await grains.GetGrain<IStockGrain>(sku)
            .SetOnHand(new($"set/{sku}/{onHand}"), Operators.All, new(onHand, match));
        Assert.True(answer.IsOk, answer.ToString());
    }

    private static async Task<ImmutableArray<StockAlert>> UntilAsync(IGrainFactory grains, params string[] expected)
    {
        var board = grains.GetGrain<IStockAlertsGrain>(ShopStreams.All);
        string[] found = [];
        for (var began = TimeProvider.System.GetTimestamp();
             TimeProvider.System.GetElapsedTime(began) < Patience;
             await Task.Delay(Pause, TimeProvider.System))
        {
            var alerts = await InsistAsync(() => board.List(Operators.All));
            found = [.. alerts.Value.Select(alert => $"{alert.Sku} {PublicName.Of(alert.Level)}")];
            if (found.SequenceEqual(expected)) return alerts.Value;
        }

        Assert.Equal(expected, found);
        return [];
    }

    private static Task InsistAsync(Func<Task> command) => InsistAsync(async () =>
    {
        await command();
        return true;
    });

    /// <summary>Repeats a command until it is answered: a call to a killed silo may fail in many ways.</summary>
    private static async Task<T> InsistAsync<T>(Func<Task<T>> command)
    {
        for (var began = TimeProvider.System.GetTimestamp(); ; await Task.Delay(Pause, TimeProvider.System))
        {
            try
            {
                return await command().WaitAsync(TimeSpan.FromSeconds(2));
            }
            catch (Exception) when (TimeProvider.System.GetElapsedTime(began) < Patience)
            {
                // It is repeated.
            }
        }
    }

    private async Task<TestCluster> StartClusterAsync()
    {
        var name = Guid.NewGuid().ToString("N");
        Stores[name] = _store;
        var builder = new TestClusterBuilder(3);
        builder.Properties[StoreKey] = name;
        builder.AddSiloBuilderConfigurator<Silos>();
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private sealed class Silos : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            siloBuilder.Services.AddSingleton<IJournalStore>(Stores[siloBuilder.Configuration[StoreKey]!]);
            siloBuilder.Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromSeconds(1);
                options.MaxProbeTimeout = TimeSpan.FromSeconds(1.5);
            });
            siloBuilder.Services.AddSingleton<IFatalErrorHandler, SilentDeath>();
            siloBuilder.AllowTestHooks();
            siloBuilder.AddShop(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Catalog:Seed"] = "false",
                ["Events:Streams:Enabled"] = "true",
                ["Payments:ProviderUrl"] = "http://127.0.0.1:9/",
            }).Build());
        }
    }
}
