using Nola.Runtime.Tests.Activation;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Nola.Runtime.Tests.TestingHost;

/// <summary>
/// Calls of a client that run on the thread that read them, once their methods are known to be short: nobody must be
/// able to tell.
/// </summary>
public sealed class RemoteCallTests : IAsyncLifetime
{
    private const int Calls = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly InProcessTestCluster _cluster = new InProcessTestClusterBuilder(1).Build();

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Call_ManyTimes_AnswersAndFailsAlike()
    {
        for (var i = 0; i < Calls; i++)
        {
            Assert.Equal(i, await Grain(1).Echo(i));
            Assert.Equal($"{i}", await Grain(1).ValueEcho($"{i}"));
            await Grain(1).ValueNothing();
            var before = await Assert.ThrowsAsync<InvalidTimeZoneException>(() => Grain(1).ThrowBeforeAwait($"{i}"));
            var after = await Assert.ThrowsAsync<InvalidTimeZoneException>(() => Grain(1).Throw($"{i}"));
            Assert.Equal($"{i}", before.Message);
            Assert.Equal($"{i}", after.Message);
        }
    }

    [Fact]
    public async Task Call_ManyTimes_RunsInTheActivationsContexts()
    {
        for (var i = 0; i < Calls; i++) Assert.Equal("True True True True", await Grain(2).Contexts());
    }

    [Fact]
    public async Task Call_RequestContext_FlowsInAndStaysInTheCall()
    {
        for (var i = 0; i < Calls; i++)
        {
            RequestContext.Set("key", $"value {i}");
            Assert.Equal($"value {i}", await Grain(3).ContextValue("key"));
            await Grain(3).SetContextValue("other", "of the callee");
            RequestContext.Remove("key");
            Assert.Null(await Grain(3).ContextValue("key"));
            Assert.Null(await Grain(3).ContextValue("other"));
        }
    }

    [Fact]
    public async Task Call_AtTheSameTime_TakesTurns()
    {
        for (var i = 0; i < Calls; i++) await Grain(4).Increment();

        var values = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Grain(4).Increment()));

        Assert.Equal(Enumerable.Range(Calls + 1, 200), values.Order());
    }

    [Fact]
    public async Task Call_Unfinished_KeepsOthersWaitingUntilItEnds()
    {
        for (var i = 0; i < Calls; i++)
        {
            await Grain(5).Echo(i);
            await Grain(5).Running();
            Gates.Open($"remote warm-up {i}");
            await Grain(5).WaitFor($"remote warm-up {i}");
        }

        var waiting = Grain(5).WaitFor("remote gate");
        Assert.Equal(1, await Grain(5).Running());
        var behind = Grain(5).Echo(7);
        Assert.Equal(1, await Grain(5).Running());
        Assert.False(behind.IsCompleted);
        Gates.Open("remote gate");

        await waiting.WaitAsync(Patience);
        Assert.Equal(7, await behind.WaitAsync(Patience));
    }

    [Fact]
    public async Task Call_ThatCallsBack_EndsAsALocalOneDoes()
    {
        for (var i = 0; i < Calls; i++)
        {
            Assert.Equal(8, await Grain(6).CallOther(7, 7));
            Assert.Equal("done 1", await Grain(6).CallAndCallBack(7, "section"));
            Assert.Equal("done 0", await Grain(6).CallAndCallBack(7, "interleave"));
        }

        await Assert.ThrowsAsync<DeadlockException>(() => Grain(6).CallAndCallBack(7, "neither").WaitAsync(Patience));
        Assert.Equal(1, await Grain(6).Echo(1));
    }

    private ITurnGrain Grain(long key) => _cluster.Client.GetGrain<ITurnGrain>(key);
}
