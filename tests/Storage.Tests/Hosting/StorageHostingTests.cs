using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ShopActors.Storage.InMemory;
using ShopActors.Storage.Sqlite;

namespace ShopActors.Storage.Tests.Hosting;

/// <summary>The store that the configuration chooses, and its checks when the host starts.</summary>
public sealed class StorageHostingTests
{
    [Fact]
    public async Task AddJournalStore_Sqlite_OpensTheStoreWithTheHost()
    {
        using var directory = new TemporaryDirectory("journal-store-");
        var path = Path.Combine(directory.FullName, "data");
        using (var host = Host(("Storage:Path", path)))
        {
            await host.StartAsync();
            Assert.IsType<SqliteJournalStore>(host.Services.GetRequiredService<IJournalStore>());
            Assert.True(File.Exists(Path.Combine(path, "shop.db")));

            using var second = Host(("Storage:Path", path));
            var e = await Assert.ThrowsAsync<JournalStoreException>(() => second.StartAsync());
            Assert.Equal(JournalStoreFailure.Locked, e.Failure);
            await host.StopAsync();
        }

        // The host has closed the store with itself.
        using var third = Host(("Storage:Path", path));
        await third.StartAsync();
    }

    [Theory]
    [InlineData("Memory", typeof(MemoryJournalStore))]
    public void AddJournalStore_Backend_IsTheOneConfigured(string backend, Type expected)
    {
        using var host = Host(("Storage:Backend", backend));
        Assert.IsType(expected, host.Services.GetRequiredService<IJournalStore>());
        Assert.NotNull(host.Services.GetRequiredService<JournalGrainServices>());
    }

    [Theory]
    [InlineData("Storage:Backend", "7")]
    [InlineData("Storage:Sqlite:CheckpointPages", "0")]
    [InlineData("Storage:Grains:SnapshotEvents", "0")]
    [InlineData("Storage:Waker:Concurrency", "0")]
    public async Task AddJournalStore_InvalidSetting_StopsTheHost(string key, string value)
    {
        using var host = Host(("Storage:Backend", key == "Storage:Backend" ? value : "Memory"), (key, value));
        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
    }

    [Fact]
    public async Task AddJournalStore_GivenStore_IsSharedAndNotDisposed()
    {
        using var directory = new TemporaryDirectory("journal-store-");
        using var store = SqliteJournalStore.Open(directory.FullName, new(), TimeProvider.System);
        for (var i = 0; i < 2; i++)
        {
            var services = new ServiceCollection();
            services.AddLogging().AddJournalStore(store);
            await using var provider = services.BuildServiceProvider();
            Assert.Same(store, provider.GetRequiredService<JournalGrainServices>().Store);
        }

        Assert.False((await store.ReadAsync(new("still/open"))).Exists);
    }

    private static IHost Host(params (string Key, string Value)[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            settings.GroupBy(s => s.Key).ToDictionary(s => s.Key, s => (string?)s.Last().Value));
        builder.Services.AddLogging().AddJournalStore(builder.Configuration);
        return builder.Build();
    }
}
