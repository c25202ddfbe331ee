using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ShopActors.Storage.FileLog;
using ShopActors.Storage.InMemory;
using ShopActors.Storage.Redis;

namespace ShopActors.Storage.Tests.Hosting;

/// <summary>The store that the configuration chooses, and its checks when the host starts.</summary>
public sealed class StorageHostingTests
{
    [Fact]
    public async Task AddJournalStore_File_OpensTheStoreWithTheHost()
    {
        using var directory = new TemporaryDirectory("journal-store-");
        var path = Path.Combine(directory.FullName, "data");
        using (var host = Host(("Storage:Path", path)))
        {
            await host.StartAsync();
            Assert.IsType<FileJournalStore>(host.Services.GetRequiredService<IJournalStore>());
            Assert.True(File.Exists(Path.Combine(path, "marker")));

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
    [InlineData("Redis", typeof(RedisJournalStore))]
    public void AddJournalStore_Backend_IsTheOneConfigured(string backend, Type expected)
    {
        using var host = Host(("Storage:Backend", backend));
        Assert.IsType(expected, host.Services.GetRequiredService<IJournalStore>());
        Assert.NotNull(host.Services.GetRequiredService<JournalGrainServices>());
    }

    [Theory]
    [InlineData("Storage:Backend", "7")]
    [InlineData("Storage:File:SegmentBytes", "12")]
    [InlineData("Storage:File:SpaceFactor", "0.5")]
    [InlineData("Storage:Redis:KeyPrefix", "has {braces}")]
    [InlineData("Storage:Grains:SnapshotEvents", "0")]
    [InlineData("Storage:Waker:Concurrency", "0")]
    public async Task AddJournalStore_InvalidSetting_StopsTheHost(string key, string value)
    {
        using var host = Host(("Storage:Backend", key == "Storage:Backend" ? value : "Memory"), (key, value));
        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
    }

    [Fact]
    public void AddJournalStore_SharedRedisConnection_IsUsedUnlessTheStoreHasItsOwn()
    {
        Assert.Equal("shared:1", Options(("Redis:ConnectionString", "shared:1")).ConnectionString);
        Assert.Equal("own:2", Options(
            ("Redis:ConnectionString", "shared:1"), ("Storage:Redis:ConnectionString", "own:2")).ConnectionString);
        Assert.Equal("127.0.0.1:6379", Options().ConnectionString);

        static RedisJournalStoreOptions Options(params (string, string)[] settings)
        {
            using var host = Host(settings);
            return host.Services.GetRequiredService<IOptions<RedisJournalStoreOptions>>().Value;
        }
    }

    [Fact]
    public async Task AddJournalStore_GivenStore_IsSharedAndNotDisposed()
    {
        using var directory = new TemporaryDirectory("journal-store-");
        using var store = FileJournalStore.Open(directory.FullName, new(), TimeProvider.System);
        for (var i = 0; i < 2; i++)
        {
            var services = new ServiceCollection();
            services.AddLogging().AddJournalStore(store);
            await using var provider = services.BuildServiceProvider();
            Assert.Same(store, provider.GetRequiredService<JournalGrainServices>().Store);
        }

        Assert.Null(await store.Read(new("still/open")));
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
