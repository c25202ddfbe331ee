using Nola.Runtime.Tests.Activation;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Streams;

namespace Nola.Runtime.Tests.Model;

[GenerateSerializer]
public sealed class Counter
{
    [Id(0)]
    public int Value { get; set; }
}

public interface IStateGrain : IGrainWithStringKey
{
    Task<int> Add(int value);

    Task<(int Value, bool Exists, string? Etag)> Get();

    Task Clear();

    Task Deactivate();

    Task<int> WriteTwice();
}

public sealed class StateGrain([PersistentState("counter")] IPersistentState<Counter> state) : Grain, IStateGrain
{
    public async Task<int> Add(int value)
    {
        state.State.Value += value;
        await state.WriteStateAsync();
        return state.State.Value;
    }

    public Task<(int Value, bool Exists, string? Etag)> Get() =>
        Task.FromResult((state.State.Value, state.RecordExists, state.Etag));

    public Task Clear() => state.ClearStateAsync();

    public async Task<int> WriteTwice()
    {
        state.State.Value++;
        var first = state.WriteStateAsync();
        state.State.Value++;
        await Task.WhenAll(first, state.WriteStateAsync(), state.WriteStateAsync());
        return state.State.Value;
    }

    public Task Deactivate()
    {
        this.DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public sealed class ClassicStateGrain : Grain<Counter>, IStateGrain
{
    public async Task<int> Add(int value)
    {
        State.Value += value;
        await WriteStateAsync();
        return State.Value;
    }

    public Task<(int Value, bool Exists, string? Etag)> Get() =>
        Task.FromResult<(int, bool, string?)>((State.Value, true, null));

    public Task Clear() => ClearStateAsync();

    public Task<int> WriteTwice() => Task.FromResult(0);

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public interface ILifeGrain : IGrainWithStringKey
{
    Task<string> Ping();

    Task StartTimer(TimeSpan dueTime, TimeSpan period, bool interleave);

    Task<int> Ticks();

    Task Delay(TimeSpan time);
}

public sealed class LifeGrain : Grain, ILifeGrain, IAsyncDisposable
{
    private int _ticks;

    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        this.GetPrimaryKeyString().StartsWith("broken", StringComparison.Ordinal)
            ? throw new InvalidTimeZoneException("cannot activate")
            : Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Gates.Open($"{this.GetPrimaryKeyString()} {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<string> Ping() => Task.FromResult("pong");

    public Task StartTimer(TimeSpan dueTime, TimeSpan period, bool interleave)
    {
        this.RegisterGrainTimer(
            () =>
            {
                _ticks++;
                Gates.Open($"{this.GetPrimaryKeyString()} tick {_ticks}");
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(dueTime, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task<int> Ticks() => Task.FromResult(_ticks);

    public Task Delay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Gates.Open($"{this.GetPrimaryKeyString()} disposed");
        return ValueTask.CompletedTask;
    }
}

public interface IWorkerGrain : IGrainWithIntegerKey
{
    Task<int> Work(string gate);
}

[StatelessWorker(2)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    private static int s_workers;
    private readonly int _worker = Interlocked.Increment(ref s_workers);

    public async Task<int> Work(string gate)
    {
        await Gates.Wait(gate);
        return _worker;
    }
}

public interface IEnumerationGrain : IGrainWithIntegerKey
{
    IAsyncEnumerable<int> Count(int count, int failAt, CancellationToken cancellationToken = default);
}

public sealed class EnumerationGrain : Grain, IEnumerationGrain
{
    public async IAsyncEnumerable<int> Count(
        int count,
        int failAt,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < count; i++)
        {
            if (i == failAt) throw new InvalidTimeZoneException("no more");
            if (i % 3 == 0) await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return i;
        }
    }
}

public interface IRemindedGrain : IGrainWithStringKey
{
    Task Register(string name, TimeSpan dueTime, TimeSpan period);

    Task<bool> Unregister(string name);

    Task<int> Count();
}

public sealed class RemindedGrain : Grain, IRemindedGrain, IRemindable
{
    private int _count;

    public Task Register(string name, TimeSpan dueTime, TimeSpan period) =>
        this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task<bool> Unregister(string name)
    {
        if (await this.GetReminder(name) is not { } reminder) return false;

        await this.UnregisterReminder(reminder);
        return true;
    }

    public Task<int> Count() => Task.FromResult(_count);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _count++;
        Gates.Open($"{this.GetPrimaryKeyString()} reminded {_count}");
        return Task.CompletedTask;
    }
}

public interface IConsumerGrain : IGrainWithGuidKey
{
    Task Subscribe();

    Task Unsubscribe();

    Task<List<int>> Received();
}

[ImplicitStreamSubscription("implicit")]
public sealed class ConsumerGrain : Grain, IConsumerGrain, IAsyncObserver<int>
{
    private readonly List<int> _received = [];
    private StreamSubscriptionHandle<int>? _handle;

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        await this.GetStreamProvider("streams")
            .GetStream<int>(StreamId.Create("implicit", this.GetPrimaryKey()))
            .SubscribeAsync(this);

    public async Task Subscribe() => _handle = await this.GetStreamProvider("streams")
        .GetStream<int>(StreamId.Create("explicit", this.GetPrimaryKey()))
        .SubscribeAsync(this);

    public Task Unsubscribe() => _handle!.UnsubscribeAsync();

    public Task<List<int>> Received() => Task.FromResult(_received);

    public Task OnNextAsync(int item, StreamSequenceToken? token = null)
    {
        _received.Add(item);
        Gates.Open($"{this.GetPrimaryKey()} received {item}");
        return Task.CompletedTask;
    }

    public Task OnCompletedAsync() => Task.CompletedTask;

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}

public interface IListener : IGrainObserver
{
    void Heard(string what);

    Task<int> Ask(int value);
}

public interface ISpeakerGrain : IGrainWithIntegerKey
{
    Task Speak(IListener listener, string what);

    Task<int> Ask(IListener listener, int value);
}

public sealed class SpeakerGrain : Grain, ISpeakerGrain
{
    public Task Speak(IListener listener, string what)
    {
        listener.Heard(what);
        return Task.CompletedTask;
    }

    public Task<int> Ask(IListener listener, int value) => listener.Ask(value);
}

public interface IFilteredGrain : IGrainWithIntegerKey
{
    Task<string> Say(string what);
}

public sealed class FilteredGrain : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public Task<string> Say(string what) => Task.FromResult($"{what} grain");

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.Result is string result) context.Result = $"{result} self";
    }
}
