using Nola.Runtime.Tests.Hosting;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Activation;

public sealed class CallTests : IAsyncLifetime
{
    private static int s_keys;
    private readonly long _key = Interlocked.Add(ref s_keys, 1000);
    private TestSilo _silo = null!;

    private ITurnGrain Grain => _silo.Grains.GetGrain<ITurnGrain>(_key);

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Call_Repeated_GivesTheResult()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(i, await Grain.Echo(i));
        }

        Assert.Equal("x", await Grain.ValueEcho("x"));
        await Grain.ValueNothing();
    }

    [Fact]
    public async Task Arguments_ChangedByCallee_AreCopies()
    {
        int[] values = [1, 2, 3];
        for (var i = 0; i < 20; i++)
        {
            var result = await Grain.EchoArray(values);
            Assert.Equal(2, result[0]);
            Assert.Equal(1, values[0]);
        }
    }

    [Fact]
    public async Task Calls_Concurrent_DoNotInterleave()
    {
        var grain = Grain;
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => grain.Increment()));

        Assert.Equal(1001, await grain.Increment());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exception_Thrown_KeepsTypeAndStack(bool beforeAwait)
    {
        for (var i = 0; i < 10; i++)
        {
            var call = beforeAwait ? Grain.ThrowBeforeAwait("why") : Grain.Throw("why");
            var exception = await Assert.ThrowsAsync<InvalidTimeZoneException>(() => call);

            Assert.Equal("why", exception.Message);
            Assert.Contains(nameof(TurnGrain), exception.StackTrace, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task OneWay_CalleeThrows_CallerDoesNotNotice()
    {
        await Grain.Notify($"notified {_key}");

        await Gates.Wait($"notified {_key}").WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Contexts_OnTurn_AreTheActivations()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("True True True True", await Grain.Contexts());
        }

        Assert.Null(RuntimeContext.Current);
        Assert.Equal(TaskScheduler.Default, TaskScheduler.Current);
    }

    [Fact]
    public async Task RequestContext_SetByCaller_FlowsInAndNotBack()
    {
        for (var i = 0; i < 10; i++)
        {
            RequestContext.Set("key", $"value {i}");
            Assert.Equal($"value {i}", await Grain.ContextValue("key"));
            await Grain.SetContextValue("key", "other");
            Assert.Equal($"value {i}", RequestContext.Get("key"));
            RequestContext.Clear();
            Assert.Null(await Grain.ContextValue("key"));
            await Grain.SetContextValue("key", "other");
            Assert.Null(RequestContext.Get("key"));
        }
    }

    [Fact]
    public async Task AsyncLocal_OfCaller_DoesNotFlowIn()
    {
        var local = new AsyncLocal<string> { Value = "mine" };
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(i + 1, await Grain.CallOther(_key + 1, i));
            Assert.Equal("mine", local.Value);
        }
    }

    [Fact]
    public async Task Call_Unanswered_TimesOut()
    {
        var call = Grain.WaitFor($"never {_key}");
        await Grain.Running();
        _silo.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(call.IsCompleted);
        _silo.Time.Advance(TimeSpan.FromSeconds(3));

        var exception = await Assert.ThrowsAsync<TimeoutException>(() => call);

        Assert.StartsWith("Response did not arrive on time in 00:00:30 for message: ", exception.Message, StringComparison.Ordinal);
        Gates.Open($"never {_key}");
    }

    [Fact]
    public async Task Call_WithResponseTimeout_TimesOutByIt()
    {
        var call = Grain.WaitShort($"short {_key}");
        await Grain.Running();
        _silo.Time.Advance(TimeSpan.FromSeconds(6));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Gates.Open($"short {_key}");
    }

    [Fact]
    public async Task Cancellation_OfRunningCall_ReachesTheCalleeOnItsTurn()
    {
        using var source = new CancellationTokenSource();
        var call = Grain.WaitCancellable(source.Token);
        await Gates.Wait($"cancellable {_key}").WaitAsync(TimeSpan.FromSeconds(30));
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Gates.Wait($"cancelled {_key} True").WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Cancellation_BeforeTheCall_SendsNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Grain.WaitCancellable(new CancellationToken(canceled: true)));
    }
}
