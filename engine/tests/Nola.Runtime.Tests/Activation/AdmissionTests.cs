using Nola.Runtime.Tests.Hosting;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Activation;

public sealed class AdmissionTests : IAsyncLifetime
{
    private static int s_keys = 500_000;
    private readonly long _key = Interlocked.Add(ref s_keys, 1000);
    private TestSilo _silo = null!;

    private ITurnGrain Grain => _silo.Grains.GetGrain<ITurnGrain>(_key);

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Request_WhileAnotherRuns_Waits()
    {
        var first = Grain.WaitFor($"first {_key}");
        var second = Grain.Echo(2);

        Assert.Equal(1, await Grain.Running());
        Assert.False(second.IsCompleted);
        Gates.Open($"first {_key}");
        Assert.Equal(1, await first);
        Assert.Equal(2, await second);
    }

    [Fact]
    public async Task ReadOnlyRequests_InterleaveWithEachOtherOnly()
    {
        var first = Grain.ReadFor($"read {_key}");
        var second = Grain.ReadFor($"read {_key}");
        var write = Grain.Increment();

        Assert.Equal(2, await WaitForRunning(2));
        Assert.False(write.IsCompleted);
        Gates.Open($"read {_key}");
        Assert.Equal(1, await first);
        Assert.Equal(2, await second);
        Assert.Equal(1, await write);
    }

    [Theory]
    [InlineData("section")]
    [InlineData("interleave")]
    public async Task CallBack_Allowed_Completes(string how)
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.StartsWith("done", await Grain.CallAndCallBack(_key + 1, how), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task CallBack_OfNonReentrantCaller_FailsAtOnceNamingTheCycle()
    {
        for (var i = 0; i < 10; i++)
        {
            var exception = await Assert.ThrowsAsync<DeadlockException>(
                () => Grain.CallAndCallBack(_key + 1, "plain")).WaitAsync(TimeSpan.FromSeconds(30));

            Assert.Contains(
                $"turn/{_key:X}.CallAndCallBack -> turn/{_key + 1:X}.CallBack -> turn/{_key:X}.Echo",
                exception.Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task CallToItself_Awaited_FailsAtOnce()
    {
        for (var i = 0; i < 10; i++)
        {
            await Assert.ThrowsAsync<DeadlockException>(() => Grain.Self()).WaitAsync(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(5, await Grain.Echo(5));
    }

    [Fact]
    public async Task Deactivation_ByTheGrain_GivesTheNextCallANewActivation()
    {
        var before = await Grain.Incarnation();
        await Grain.Deactivate();
        var after = await Grain.Incarnation();

        Assert.NotEqual(before, after);
        Assert.Equal(after, await Grain.Incarnation());
    }

    private async Task<int> WaitForRunning(int expected)
    {
        int running;
        do
        {
            running = await Grain.Running();
        }
        while (running < expected);

        return running;
    }
}
