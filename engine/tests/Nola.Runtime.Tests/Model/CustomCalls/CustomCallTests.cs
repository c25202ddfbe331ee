using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.TestingHost;

namespace Nola.Runtime.Tests.Model.CustomCalls;

/// <summary>Requests with a base of the application's own, from a client and so through the wire.</summary>
public sealed class CustomCallTests : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster = new InProcessTestClusterBuilder(1).Build();

    private ICustomCallGrain Remote => _cluster.Client.GetGrain<ICustomCallGrain>(1);

    private ICustomCallGrain Local => _cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>()
        .GetGrain<ICustomCallGrain>(2);

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Call_WithReturnTypeOfItsOwn_GivesTheResult()
    {
        foreach (var grain in new[] { Remote, Local })
        {
            var reply = grain.Add(20, 22);

            Assert.True(reply.IsProxied);
            Assert.Equal(42, await reply);
            Assert.Equal("text", await grain.Echo("text"));
            Assert.Null(await grain.Echo<string?>(null));
            Assert.Equal(new DateOnly(2026, 1, 2), await grain.Echo(new DateOnly(2026, 1, 2)));
        }
    }

    [Fact]
    public async Task Call_MutableArgumentAndResult_AreCopied()
    {
        foreach (var grain in new[] { Remote, Local })
        {
            List<string> mine = ["a"];

            var first = await grain.Append(mine, "b");
            first!.Clear();
            var second = await grain.Append([], "c");

            Assert.Equal(["a"], mine);
            Assert.Equal(["a", "b", "c"], second);
        }
    }

    [Fact]
    public async Task Call_Fails_ThrowsWhatTheMethodThrew()
    {
        foreach (var grain in new[] { Remote, Local })
        {
            var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () => await grain.Fail("no"));

            Assert.Equal("no", failure.Message);
        }
    }

    [Fact]
    public async Task Call_AttributeNamesTheBase_RunsWhatTheBaseDoes()
    {
        Assert.Equal(2, await Remote.FailOnce());
        Assert.Equal(2, await Local.FailOnce());
    }

    [Fact]
    public async Task Call_OneWay_IsNotAwaited()
    {
        foreach (var grain in new[] { Remote, Local })
        {
            Assert.Equal(0, await grain.Tell(7));
            Assert.Equal(7, await grain.Told());
        }
    }
}
