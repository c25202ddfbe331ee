using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;
using ShopActors.Grains.Tests.Journals;
using ShopActors.TestKit;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;

namespace ShopActors.Grains.Tests.Journals;

/// <summary>
/// A store's failure reaches the caller of a grain as what it is, whatever library's exception was its cause: the
/// client knows none of them, and got "codec not found" instead.
/// </summary>
public sealed class StoreFailuresTests
{
    private const string StoreKey = "ShopTests:Store";

    private static readonly ConcurrentDictionary<string, FailingStore> Stores = [];

    [Fact]
    public async Task Caller_OfAGrainWhoseJournalCannotBeRead_GetsTheStoresFailure()
    {
        await using var shop = await Shop.Start(nameof(Caller_OfAGrainWhoseJournalCannotBeRead_GetsTheStoresFailure));
        shop.Store.OnRead = () =>
            new JournalStoreException(JournalStoreFailure.Unavailable, "It is away.", new ForeignException());

        var failures = await shop.Fail(stock => stock.Get());

        Assert.All(failures, failure =>
        {
            Assert.Equal(JournalStoreFailure.Unavailable, failure.Failure);
            Assert.Contains(
                $"It is away. {nameof(ForeignException)}: {ForeignException.Text}", failure.Message,
                StringComparison.Ordinal);
            Assert.Null(failure.InnerException);
        });
    }

    [Fact]
    public async Task Caller_OfAGrainThatCannotWrite_GetsTheStoresFailure()
    {
        await using var shop = await Shop.Start(nameof(Caller_OfAGrainThatCannotWrite_GetsTheStoresFailure));
        shop.Store.OnAppend = () => new ForeignException();

        var failures = await shop.Fail(stock => stock.Open(new("open"), Operators.All, 1));

        Assert.All(failures, failure =>
        {
            Assert.Equal(JournalStoreFailure.OutcomeUnknown, failure.Failure);
            Assert.Contains(ForeignException.Text, failure.Message, StringComparison.Ordinal);
            Assert.Null(failure.InnerException);
        });
    }

    [Fact]
    public async Task Caller_OfAGrainThatLostItsJournal_GetsTheConflictWithItsFigures()
    {
        await using var shop = await Shop.Start(
            nameof(Caller_OfAGrainThatLostItsJournal_GetsTheConflictWithItsFigures));
        shop.Store.OnAppend = () => new JournalConflictException(new("stock/a"), 7);

        var failures = await shop.Fail(stock => stock.Open(new("open"), Operators.All, 1));

        Assert.All(failures, failure =>
        {
            var conflict = Assert.IsType<JournalConflictException>(failure);
            Assert.Equal(("stock/a", 7), (conflict.JournalId, conflict.ExpectedVersion));
            Assert.True(conflict.IsTransient);
        });
    }

    private sealed class Shop : IAsyncDisposable
    {
        private const int Grains = 8;

        private readonly TestCluster _cluster;
        private readonly string _name;

        private Shop(string name)
        {
            _name = name;
            Stores[name] = Store;
            var builder = new TestClusterBuilder(2);
            builder.Use(GrainDirectory.Default);
            builder.Properties[StoreKey] = name;
            builder.AddSiloBuilderConfigurator<Silos>();
            _cluster = builder.Build();
        }

        public FailingStore Store { get; } = new();

        public static async Task<Shop> Start(string name)
        {
            var shop = new Shop(name);
            await shop._cluster.DeployAsync();
            return shop;
        }

        /// <summary>
        /// What a call fails with, for grains on both silos: one of them is not the client's gateway to it.
        /// </summary>
        public async Task<IReadOnlyList<JournalStoreException>> Fail(Func<IStockGrain, Task> call) =>
            [.. await Task.WhenAll(Enumerable.Range(1, Grains).Select(
                number => Assert.ThrowsAnyAsync<JournalStoreException>(
                    () => call(_cluster.Client.GetGrain<IStockGrain>($"BOOK-{number}")))))];

        public async ValueTask DisposeAsync()
        {
            await _cluster.DisposeAsync();
            Stores.TryRemove(_name, out _);
        }
    }

    private sealed class Silos : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            siloBuilder.Services.AddJournalStore(Stores[siloBuilder.Configuration[StoreKey]!]);
            siloBuilder.AddCatalog(
                new ConfigurationBuilder().AddInMemoryCollection([new("Catalog:Seed", "false")]).Build());
        }
    }

    /// <summary>Stands for an exception of a store's client library.</summary>
    private sealed class ForeignException() : Exception(Text)
    {
        public const string Text = "socket of a library that the caller does not have";
    }

    private sealed class FailingStore() : StoreDecorator(new MemoryJournalStore())
    {
        public Func<Exception>? OnRead { get; set; }

        public Func<Exception>? OnAppend { get; set; }

        public override ValueTask<JournalContent> ReadAsync(
            JournalId id, CancellationToken cancellationToken = default) =>
            OnRead is { } failure
                ? ValueTask.FromException<JournalContent>(failure())
                : base.ReadAsync(id, cancellationToken);

        public override async ValueTask<long> AppendAsync(
            JournalAppend append, CancellationToken cancellationToken = default)
        {
            // As over a network: the command awaits its commit by the time that it fails.
            await Task.Yield();
            if (OnAppend is { } failure) throw failure();
            return await base.AppendAsync(append, cancellationToken);
        }
    }
}
