using Orleans.BroadcastChannel;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Nola.Runtime.Tests.Streams;

public sealed class BroadcastChannelTests : IAsyncLifetime
{
    private const string Awaited = "awaited";
    private const string Forgotten = "forgotten";
    private readonly InProcessTestCluster _cluster;

    public BroadcastChannelTests()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo
            .AddBroadcastChannel(Awaited, options => options.FireAndForgetDelivery = false)
            .AddBroadcastChannel(Forgotten));
        builder.ConfigureClient(client => client
            .AddBroadcastChannel(Awaited, options => options.FireAndForgetDelivery = false)
            .AddBroadcastChannel(Forgotten));
        _cluster = builder.Build();
    }

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Publish_FromAClient_ReachesEverySubscribedClassInOrder()
    {
        var channel = ChannelId.Create("shared", "a");
        var writer = Writer<string>(Awaited, channel);

        await writer.Publish("1");
        await writer.Publish("2");

        Assert.Equal(["1", "2"], await Grain("a").Get(channel));
        Assert.Equal(["1", "2"], await _cluster.Client.GetGrain<IOtherChannelGrain>("a").Get(channel));
    }

    [Fact]
    public async Task Publish_FromAGrain_ReachesTheGrainOfTheKey()
    {
        var channel = ChannelId.Create("news", "b");

        await Grain("other").PublishFromGrain(Awaited, channel, "item");

        Assert.Equal(["item"], await Grain("b").Get(channel));
        Assert.Empty(await Grain("other").Get(channel));
    }

    [Fact]
    public async Task Publish_GuidKey_ReachesTheGrainWithThatKey()
    {
        var key = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");

        await Writer<string>(Awaited, ChannelId.Create("guids", key)).Publish("item");

        Assert.Equal($"{Awaited} item", await _cluster.Client.GetGrain<IGuidChannelGrain>(key).Get());
    }

    [Fact]
    public async Task Publish_NobodySubscribed_Succeeds() =>
        await Writer<string>(Awaited, ChannelId.Create("nowhere", "x")).Publish("item");

    [Fact]
    public async Task Publish_Awaited_FailsWithWhatFailedAndReachesTheOthers()
    {
        var channel = ChannelId.Create("shared", "c");
        await Grain("c").Break(true);

        var failure = await Assert.ThrowsAsync<AggregateException>(() => Writer<string>(Awaited, channel).Publish("1"));

        Assert.Equal("broken", Assert.Single(failure.Flatten().InnerExceptions).Message);
        Assert.Equal(["1"], await _cluster.Client.GetGrain<IOtherChannelGrain>("c").Get(channel));
    }

    [Fact]
    public async Task Publish_Forgotten_DoesNotFail()
    {
        var channel = ChannelId.Create("shared", "d");
        await Grain("d").Break(true);

        await Writer<string>(Forgotten, channel).Publish("1");
    }

    [Fact]
    public async Task Publish_AnotherType_IsAnErrorOfTheSubscriber()
    {
        var channel = ChannelId.Create("news", "e");

        await Writer<int>(Awaited, channel).Publish(1);

        Assert.Equal([nameof(InvalidCastException)], await Grain("e").Get(channel));
    }

    [Fact]
    public async Task Publish_ManyAtOnceToAnIdleGrain_SubscribesItOnce()
    {
        var channel = ChannelId.Create("news", "f");
        var writer = Writer<string>(Awaited, channel);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => writer.Publish($"{i}")));

        Assert.Equal(20, (await Grain("f").Get(channel)).Count);
        Assert.Equal(1, await Grain("f").CountSubscriptions());
    }

    [Fact]
    public void ChannelId_TextAndParts_AreThoseOfStreams()
    {
        var id = ChannelId.Create("ns", "key");

        Assert.Equal(("ns", "key", "ns/key"), (id.GetNamespace(), id.GetKeyAsString(), id.ToString()));
        Assert.Equal(id, ChannelId.Create("ns"u8, "key"u8));
        Assert.True(id != ChannelId.Create("n", "skey"));
    }

    private IChannelGrain Grain(string key) => _cluster.Client.GetGrain<IChannelGrain>(key);

    private IBroadcastChannelWriter<T> Writer<T>(string provider, ChannelId channelId) =>
        _cluster.Client.GetBroadcastChannelProvider(provider).GetChannelWriter<T>(channelId);
}
