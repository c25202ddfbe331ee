using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Tests.Hosting;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.PubSub;

namespace Nola.Runtime.Tests.Streams;

public sealed class MemoryStreamTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync(silo =>
    {
        silo.AddMemoryStreams("streams", stream =>
        {
            stream.ConfigurePartitioning(4);
            stream.ConfigureStreamPubSub(StreamPubSubType.ExplicitGrainBasedAndImplicit);
            stream.ConfigurePullingAgent(agent => agent.Configure(options => options.BatchContainerBatchSize = 10));
            stream.ConfigureCacheEviction(cache => cache.Configure(options => options.DataMaxAgeInCache = TimeSpan.FromHours(1)));
            stream.UseConsistentRingQueueBalancer();
        });
        silo.AddMemoryStreams<ShoutingSerializer>("shouting");
    });

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task SubscribeAsync_WithATokenOfThePast_GetsTheEventsFromThereOn()
    {
        var stream = Stream("rewind");
        var first = new Recorder();
        await stream.SubscribeAsync(first);
        foreach (var item in (string[])["a", "b", "c"]) await stream.OnNextAsync(item);
        await first.NextAsync();
        var (_, token) = await first.NextAsync();

        var second = new Recorder();
        await stream.SubscribeAsync(second, token);
        await stream.OnNextAsync("d");

        Assert.Equal(["b", "c", "d"], await second.TakeAsync(3));
    }

    [Fact]
    public async Task SubscribeAsync_WithATokenInTheMiddleOfABatch_GetsItsRestWithTheSameTokens()
    {
        var stream = Stream("batch");
        var first = new Recorder();
        await stream.SubscribeAsync(first);
        await stream.OnNextBatchAsync(["a", "b", "c"]);
        await first.NextAsync();
        var (_, token) = await first.NextAsync();
        var (_, last) = await first.NextAsync();

        var second = new Recorder();
        await stream.SubscribeAsync(second, token);

        Assert.Equal(("b", token), await second.NextAsync());
        Assert.Equal(("c", last), await second.NextAsync());
    }

    [Fact]
    public async Task ResumeAsync_WithAToken_DeliversAgainFromThere()
    {
        var stream = Stream("resume");
        var first = new Recorder();
        var handle = await stream.SubscribeAsync(first);
        await stream.OnNextAsync("a");
        await stream.OnNextAsync("b");
        var (_, token) = await first.NextAsync();
        await first.NextAsync();

        var second = new Recorder();
        await handle.ResumeAsync(second, token);

        Assert.Equal(["a", "b"], await second.TakeAsync(2));
        await stream.OnNextAsync("c");
        Assert.Equal(["c"], await second.TakeAsync(1));
        Assert.Empty(first.Rest);
    }

    [Fact]
    public async Task SubscribeAsync_WithATokenThatIsNotKept_SaysSoAndGoesOnWithWhatIs()
    {
        var stream = Stream("missed");
        var first = new Recorder();
        await stream.SubscribeAsync(first);
        await stream.OnNextAsync("lost");
        var (_, token) = await first.NextAsync();
        for (var i = 0; i < 1100; i++) await stream.OnNextAsync($"{i}");

        var second = new Recorder();
        await stream.SubscribeAsync(second, token);

        Assert.IsType<QueueCacheMissException>(await second.Failed.Task.WaitAsync(Patience));
        Assert.Equal("1099", (await second.TakeAsync(1024))[^1]);
    }

    [Fact]
    public async Task OnNextAsync_WithASerializerOfTheApplication_PassesThroughIt()
    {
        var stream = Stream("loud", "shouting");
        var recorder = new Recorder();
        await stream.SubscribeAsync(recorder);

        await stream.OnNextAsync("hello");

        Assert.Equal(["HELLO"], await recorder.TakeAsync(1));
    }

    [Fact]
    public async Task AddSubscription_OfAGrain_IsListedAndRemoved()
    {
        var provider = _silo.Services.GetRequiredService<IClusterClient>().GetStreamProvider("streams");
        Assert.True(provider.TryGetStreamSubscriptionManager(out var manager));
        var streamId = StreamId.Create("managed", 1);

        var subscription = await manager.AddSubscription<IManagedGrain>(_silo.Grains, streamId, "streams", 5L);

        var known = Assert.Single(await manager.GetSubscriptions("streams", streamId));
        Assert.Equal(subscription.SubscriptionId, known.SubscriptionId);
        Assert.Equal(((GrainReference)_silo.Grains.GetGrain<IManagedGrain>(5)).GrainId, known.GrainId);
        await manager.RemoveSubscription("streams", streamId, subscription.SubscriptionId);
        Assert.Empty(await manager.GetSubscriptions("streams", streamId));
    }

    private IAsyncStream<string> Stream(string key, string provider = "streams") => _silo.Services
        .GetRequiredService<IClusterClient>().GetStreamProvider(provider).GetStream<string>(StreamId.Create("test", key));

    private sealed class Recorder : IAsyncObserver<string>
    {
        private readonly Channel<(string, StreamSequenceToken?)> _items =
            Channel.CreateUnbounded<(string, StreamSequenceToken?)>();

        public TaskCompletionSource<Exception> Failed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IEnumerable<string> Rest
        {
            get
            {
                while (_items.Reader.TryRead(out var item)) yield return item.Item1;
            }
        }

        public Task OnNextAsync(string item, StreamSequenceToken? token = null) =>
            _items.Writer.WriteAsync((item, token)).AsTask();

        public Task OnCompletedAsync() => Task.CompletedTask;

        public Task OnErrorAsync(Exception ex)
        {
            Failed.TrySetResult(ex);
            return Task.CompletedTask;
        }

        public Task<(string, StreamSequenceToken?)> NextAsync() =>
            _items.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        public async Task<List<string>> TakeAsync(int count)
        {
            List<string> taken = [];
            while (taken.Count < count) taken.Add((await NextAsync()).Item1);
            return taken;
        }
    }
}

public interface IManagedGrain : IGrainWithIntegerKey;

internal sealed class ManagedGrain : Grain, IManagedGrain;

internal sealed class ShoutingSerializer : IMemoryMessageBodySerializer
{
    public ArraySegment<byte> Serialize(MemoryMessageBody body) =>
        System.Text.Encoding.UTF8.GetBytes(string.Join('\n', body.Events).ToUpperInvariant());

    public MemoryMessageBody Deserialize(ArraySegment<byte> bodyBytes) =>
        new(System.Text.Encoding.UTF8.GetString(bodyBytes).Split('\n'), null);
}
