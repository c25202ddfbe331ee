using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using ShopActors.Grains.Tests.Journals;
using ShopActors.Grains.Tests.Security;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>
/// The shop on three silos over one store and one provider. A silo that the plan strikes is killed, and another one
/// takes its place. The first silo is spared: a test cluster may keep its membership there.
/// </summary>
internal sealed class ShopCluster : IAsyncDisposable
{
    private const string NameKey = "ShopTests:Cluster";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan KillPatience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(2.5);
    // As in production: a call that a killed silo took with it is repeated, not waited for until it times out.
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ClientPause = TimeSpan.FromMilliseconds(20);

    // Configurators are created by type, so what they share goes by a name in the configuration.
    private static readonly ConcurrentDictionary<string, ShopCluster> Clusters = [];

    private readonly string _name;
    private readonly SemaphoreSlim _replaced = new(0);
    private readonly TestCluster _cluster;
    private Task _killing = Task.CompletedTask;
    private Exception? _latest;

    private ShopCluster(string name, GrainDirectory directory)
    {
        _name = name;
        Clusters[name] = this;
        var builder = new TestClusterBuilder(3);
        builder.Use(directory);
        builder.Properties[NameKey] = name;
        builder.AddSiloBuilderConfigurator<Silos>();
        builder.AddClientBuilderConfigurator<Clients>();
        _cluster = builder.Build();
    }

    public SiloPoints Points { get; } = new();

    public MemoryJournalStore Store { get; } = new();

    public BookProvider Provider { get; } = new();

    public IGrainFactory Grains => _cluster.Client;

    public static async Task<ShopCluster> Start(string name, GrainDirectory directory = GrainDirectory.Default)
    {
        var shop = new ShopCluster(name, directory);
        await shop._cluster.DeployAsync();
        shop.Expose();
        shop._killing = shop.KillAndReplace();
        return shop;
    }

    public Task Stock(Sku sku, long initial) => Insist($"stock {sku}", () => Grains.Stock(sku, initial));

    public Task Fill(int customer, Sku sku) => Insist($"cart {customer}", () => Grains.Fill(customer, sku, 1));

    /// <summary>Places the order with one key until it is known what became of it.</summary>
    public async Task<OrderSnapshot> Buy(int customer, string token)
    {
        var command = Shopping.Command(customer, token);
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await Insist($"order {customer}", () => Grains.Order(customer).Place(command));
            Assert.True(answer.IsOk, answer.ToString());
            if (answer.Value.Status != OrderStatus.Pending) return answer.Value;
            Assert.True(
                TimeProvider.System.GetElapsedTime(began) < Patience,
                Explain($"order {customer}, {answer.Value.Version} events,"));
        }
    }

    /// <summary>Waits until one more killed silo has been replaced.</summary>
    public async Task Heal()
    {
        var replaced = _replaced.WaitAsync(Patience);
        await await Task.WhenAny(replaced, _killing);
        Assert.True(await replaced, Explain("the replacement"));
    }

    /// <summary>
    /// Waits a moment: a runtime that places by load chooses a new silo only when it knows the silo's load.
    /// </summary>
    public Task Settle() => Task.Delay(ClientPause, TimeProvider.System);

    public Task<AuditReport> Audit() =>
        new AuditRun(Store, Provider, TimeProvider.System, new()).RunAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Points.End();
        await _killing.WaitAsync(Patience);
        await _cluster.DisposeAsync().AsTask().WaitAsync(Patience);
        _replaced.Dispose();
        Clusters.TryRemove(_name, out _);
    }

    /// <summary>Repeats a command until it is answered: a call to a killed silo may fail in many ways.</summary>
    public async Task<T> Insist<T>(string what, Func<Task<T>> command)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await command().WaitAsync(RepeatAfter);
            }
            catch (Exception e)
            {
                _latest = e;
                Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, Explain(what));
                await Settle();
            }
        }
    }

    private Task Insist(string what, Func<Task> command) => Insist(what, async () =>
    {
        await command();
        return true;
    });

    private async Task KillAndReplace()
    {
        await foreach (var death in Points.Deaths)
        {
            var silo = _cluster.SecondarySilos.Single(silo => silo.SiloAddress.Equals(death.Silo));
            var killing = _cluster.KillSiloAsync(silo);
            // A runtime that ends the silo's grains even now waits for the very calls that end with the silo.
            await Task.WhenAny(killing, Task.Delay(KillPatience, TimeProvider.System));
            death.IsGone();
            await killing;
            // Ports are given by the number of silos, which is now that of a silo that runs.
            await _cluster.StartAdditionalSiloAsync(startAdditionalSiloOnNewPort: true);
            Expose();
            _replaced.Release();
        }
    }

    private void Expose() => Points.Expose(_cluster.SecondarySilos.Select(silo => silo.SiloAddress));

    private string Explain(string what) =>
        $"{what} did not end. Struck: {string.Join("; ", Points.Struck)}. Latest failure: {_latest}";

    private sealed class Clients : IClientBuilderConfigurator
    {
        public void Configure(IConfiguration configuration, IClientBuilder clientBuilder) =>
            clientBuilder.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
    }

    private sealed class Silos : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            var shop = Clusters[siloBuilder.Configuration[NameKey]!];
            siloBuilder.Services.AddSingleton<IJournalStore>(services =>
                new SiloJournalStore(shop.Store, AddressOf(services), shop.Points));
            siloBuilder.Services.AddSingleton<IPaymentProvider>(services =>
                new SiloPaymentProvider(shop.Provider, AddressOf(services), shop.Points));
            // As in production: a killed silo is dead in seconds, and what it was asked is asked again.
            siloBuilder.Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromSeconds(1);
                options.MaxProbeTimeout = TimeSpan.FromSeconds(1.5);
            });
            siloBuilder.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
            // Any silo: the default prefers the one with the fewest grains, which is seldom one that is to be killed.
            siloBuilder.Services.AddSingleton<PlacementStrategy, RandomPlacement>();
            siloBuilder.AllowTestHooks();
            siloBuilder.AddShop(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Orders:ResumeAfter"] = "00:00:00.300",
                ["Orders:RetryDelay"] = "00:00:00.010",
                ["Orders:RetryDelayMax"] = "00:00:00.200",
                ["Payments:RetryDelay"] = "00:00:00.005",
                ["Payments:InquiryDelay"] = "00:00:00.050",
                ["Storage:Waker:Period"] = "00:00:00.050",
                ["Storage:Waker:RetryDelay"] = "00:00:00.100",
                ["Storage:Waker:RetryDelayMax"] = "00:00:01",
                ["Catalog:Seed"] = "false",
            }).Build());
        }

        private static SiloAddress AddressOf(IServiceProvider services) =>
            services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
    }
}
