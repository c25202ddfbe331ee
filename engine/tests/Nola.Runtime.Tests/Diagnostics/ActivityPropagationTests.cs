using System.Collections.Concurrent;
using System.Diagnostics;
using Nola.Runtime.Tests.Hosting;
using Orleans.Diagnostics;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Nola.Runtime.Tests.Diagnostics;

/// <summary>Listeners are the process's: these tests run alone.</summary>
[Collection(nameof(ProcessListeners))]
public sealed class ActivityPropagationTests
{
    [Fact]
    public async Task Call_WithAListener_HasASpanAtEitherEndThatTheCallersIsParentOf()
    {
        using var spans = new SpanCollector();
        await using var silo = await TestSilo.StartAsync(builder => builder.AddActivityPropagation());
        using var root = new Activity("root").SetIdFormat(ActivityIdFormat.W3C).Start();
        root.TraceStateString = "vendor=1";

        var seen = await silo.Grains.GetGrain<ITracedGrain>(1).Outer(2);

        root.Stop();
        var outer = spans.Of(root, "ITracedGrain/Outer");
        var inner = spans.Of(root, "ITracedGrain/Inner");
        Assert.Equal([ActivityKind.Client, ActivityKind.Server], outer.Select(span => span.Kind));
        Assert.Equal([ActivityKind.Client, ActivityKind.Server], inner.Select(span => span.Kind));
        Assert.Equal(root.SpanId, outer[0].ParentSpanId);
        Assert.Equal(outer[0].SpanId, outer[1].ParentSpanId);
        Assert.Equal(outer[1].SpanId, inner[0].ParentSpanId);
        Assert.Equal(inner[0].SpanId, inner[1].ParentSpanId);
        Assert.Equal(inner[1].Id, seen);
        Assert.Equal("vendor=1", inner[1].TraceStateString);
        Assert.Equal(ActivitySources.ApplicationGrainActivitySourceName, inner[1].Source.Name);
        Assert.Equal("orleans", inner[1].GetTagItem("rpc.system.name"));
        Assert.Equal("traced/2", inner[1].GetTagItem("orleans.rpc.target_id"));
        Assert.Equal("traced/1", inner[1].GetTagItem("orleans.rpc.source_id"));
    }

    [Fact]
    public async Task Call_BetweenSilos_CarriesTheTraceAndItsBaggage()
    {
        using var spans = new SpanCollector();
        var builder = new TestClusterBuilder(2);
        builder.AddSiloBuilderConfigurator<Traced>();
        builder.AddClientBuilderConfigurator<Traced>();
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        using var root = new Activity("root").SetIdFormat(ActivityIdFormat.W3C).Start();
        root.AddBaggage("tenant", "blue");

        for (var key = 0; key < 8; key++) await cluster.Client.GetGrain<ITracedGrain>(key).Outer(key + 100);

        root.Stop();
        var inner = spans.Of(root, "ITracedGrain/Inner").Where(span => span.Kind == ActivityKind.Server).ToArray();
        Assert.Equal(8, inner.Length);
        Assert.All(inner, span => Assert.Equal("blue", span.GetBaggageItem("tenant")));
    }

    [Fact]
    public async Task Call_ThatFails_MarksItsSpans()
    {
        using var spans = new SpanCollector();
        await using var silo = await TestSilo.StartAsync(builder => builder.AddActivityPropagation());
        using var root = new Activity("root").SetIdFormat(ActivityIdFormat.W3C).Start();

        await Assert.ThrowsAsync<InvalidOperationException>(() => silo.Grains.GetGrain<ITracedGrain>(1).Fail());

        root.Stop();
        var failed = spans.Of(root, "ITracedGrain/Fail");
        Assert.Equal(2, failed.Length);
        Assert.All(failed, span => Assert.Equal(ActivityStatusCode.Error, span.Status));
        Assert.All(failed, span => Assert.Equal(typeof(InvalidOperationException).FullName, span.GetTagItem("exception.type")));
    }

    [Fact]
    public async Task Call_WithoutAListener_HasNoSpanAndSendsNoContext()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder.AddActivityPropagation());
        using var root = new Activity("root").SetIdFormat(ActivityIdFormat.W3C).Start();

        for (var i = 0; i < 3; i++) Assert.NotEqual(root.Id, await silo.Grains.GetGrain<ITracedGrain>(1).Outer(2));
        Assert.Null(await silo.Grains.GetGrain<ITracedGrain>(1).TraceParent());
    }

    [Fact]
    public async Task WriteStateAsync_WithAListener_HasASpan()
    {
        using var spans = new SpanCollector();
        await using var silo = await TestSilo.StartAsync(builder => builder.AddActivityPropagation());
        using var root = new Activity("root").SetIdFormat(ActivityIdFormat.W3C).Start();

        await silo.Grains.GetGrain<ITracedGrain>(1).Store();

        root.Stop();
        var span = Assert.Single(spans.Of(root, "write storage"));
        Assert.Equal(ActivitySources.StorageActivitySourceName, span.Source.Name);
        Assert.Equal("numbers", span.GetTagItem("orleans.storage.state.name"));
    }

    private sealed class Traced : ISiloConfigurator, IClientBuilderConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder) =>
            siloBuilder.AddActivityPropagation().AddMemoryGrainStorageAsDefault();

        public void Configure(Microsoft.Extensions.Configuration.IConfiguration configuration, IClientBuilder clientBuilder) =>
            clientBuilder.AddActivityPropagation();
    }

    private sealed class SpanCollector : IDisposable
    {
        private readonly ConcurrentQueue<Activity> _stopped = new();
        private readonly ActivityListener _listener;

        public SpanCollector()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal),
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                SampleUsingParentId = (ref ActivityCreationOptions<string> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = _stopped.Enqueue,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        /// <summary>The spans of a name in a trace, in the order in which they started.</summary>
        public Activity[] Of(Activity root, string name) =>
        [
            .. _stopped.Where(span => span.TraceId == root.TraceId && span.OperationName == name)
                .OrderBy(span => span.StartTimeUtc).ThenBy(span => span.Kind == ActivityKind.Server),
        ];

        public void Dispose() => _listener.Dispose();
    }
}
