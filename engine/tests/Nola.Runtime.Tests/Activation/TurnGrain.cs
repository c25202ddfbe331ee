using System.Collections.Concurrent;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Activation;

public interface ITurnGrain : IGrainWithIntegerKey
{
    Task<int> Echo(int value);

    Task<int[]> EchoArray(int[] values);

    Task<int> Increment();

    Task<int> WaitFor(string gate);

    [ReadOnly]
    Task<int> ReadFor(string gate);

    [AlwaysInterleave]
    Task<int> Running();

    Task Throw(string message);

    Task ThrowBeforeAwait(string message);

    [OneWay]
    Task Notify(string gate);

    Task<string> Contexts();

    Task<string?> ContextValue(string key);

    Task SetContextValue(string key, string value);

    Task<int> CallOther(long key, int value);

    Task<int> CallBack(long caller, string how);

    Task<string> CallAndCallBack(long other, string how);

    Task<int> WaitCancellable(CancellationToken cancellationToken);

    Task Deactivate();

    Task<long> Incarnation();

    ValueTask<string> ValueEcho(string value);

    ValueTask ValueNothing();

    [ResponseTimeout("00:00:05")]
    Task<int> WaitShort(string gate);

    Task<long> Self();
}

/// <summary>Points at which grains of a test wait, by name.</summary>
public static class Gates
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> s_gates = new();

    public static Task Wait(string name) => s_gates.GetOrAdd(name, Create).Task;

    public static void Open(string name) => s_gates.GetOrAdd(name, Create).TrySetResult();

    private static TaskCompletionSource Create(string name) =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}

public class TurnGrain : Grain, ITurnGrain
{
    private static long s_incarnations;
    private readonly long _incarnation = Interlocked.Increment(ref s_incarnations);
    private int _value;
    private int _running;

    public Task<int> Echo(int value) => Task.FromResult(value);

    public Task<int[]> EchoArray(int[] values)
    {
        values[0]++;
        return Task.FromResult(values);
    }

    public async Task<int> Increment()
    {
        var value = _value;
        await Task.Yield();
        return _value = value + 1;
    }

    public async Task<int> WaitFor(string gate)
    {
        _running++;
        await Gates.Wait(gate);
        return _running--;
    }

    public async Task<int> ReadFor(string gate)
    {
        var running = ++_running;
        await Gates.Wait(gate);
        _running--;
        return running;
    }

    public Task<int> Running() => Task.FromResult(_running);

    public async Task Throw(string message)
    {
        await Task.Yield();
        throw new InvalidTimeZoneException(message);
    }

    public Task ThrowBeforeAwait(string message) => throw new InvalidTimeZoneException(message);

    public Task Notify(string gate)
    {
        Gates.Open(gate);
        throw new InvalidOperationException("Nobody hears this.");
    }

    public async Task<string> Contexts()
    {
        var synchronization = SynchronizationContext.Current;
        var scheduler = TaskScheduler.Current;
        var before = synchronization is not null && scheduler != TaskScheduler.Default;
        await Task.Yield();
        var after = SynchronizationContext.Current == synchronization && TaskScheduler.Current == scheduler;
        var started = await Task.Factory.StartNew(() => TaskScheduler.Current == scheduler);
        var continued = await Task.CompletedTask.ContinueWith(
            _ => TaskScheduler.Current == scheduler, TaskScheduler.Current);
        return $"{before} {after} {started} {continued}";
    }

    public Task<string?> ContextValue(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public Task SetContextValue(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }

    public async Task<int> CallOther(long key, int value) =>
        await GrainFactory.GetGrain<ITurnGrain>(key).Echo(value) + 1;

    public async Task<int> CallBack(long caller, string how)
    {
        var grain = GrainFactory.GetGrain<ITurnGrain>(caller);
        return how == "interleave" ? await grain.Running() : await grain.Echo(1);
    }

    public async Task<string> CallAndCallBack(long other, string how)
    {
        using var section = how == "section"
            ? RequestContext.AllowCallChainReentrancy()
            : RequestContext.SuppressCallChainReentrancy();
        var result = await GrainFactory.GetGrain<ITurnGrain>(other).CallBack(this.GetPrimaryKeyLong(), how);
        return $"done {result}";
    }

    public async Task<int> WaitCancellable(CancellationToken cancellationToken)
    {
        var context = SynchronizationContext.Current;
        var fired = new TaskCompletionSource<bool>();
        await using var registration = cancellationToken.Register(
            () => fired.TrySetResult(SynchronizationContext.Current == context));
        Gates.Open($"cancellable {this.GetPrimaryKeyLong()}");
        var onTurn = await fired.Task;
        Gates.Open($"cancelled {this.GetPrimaryKeyLong()} {onTurn}");
        return onTurn ? 1 : 0;
    }

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<long> Incarnation() => Task.FromResult(_incarnation);

    public ValueTask<string> ValueEcho(string value) => ValueTask.FromResult(value);

    public ValueTask ValueNothing() => ValueTask.CompletedTask;

    public async Task<int> WaitShort(string gate)
    {
        await Gates.Wait(gate);
        return 0;
    }

    public async Task<long> Self()
    {
        await this.AsReference<ITurnGrain>().Echo(1);
        return 0;
    }
}
