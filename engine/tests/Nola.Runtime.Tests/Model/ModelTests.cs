using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Tests.Activation;
using Nola.Runtime.Tests.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Streams;

namespace Nola.Runtime.Tests.Model;

public sealed class ModelTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static int s_tests;
    private readonly string _key = $"model {Interlocked.Increment(ref s_tests)}";
    private TestSilo _silo = null!;

    private IGrainFactory Grains => _silo.Grains;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync(silo => silo
        .AddMemoryStreams("streams")
        .AddMemoryGrainStorage("PubSubStore")
        .UseInMemoryReminderService());

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Theory]
    [InlineData(nameof(StateGrain))]
    [InlineData(nameof(ClassicStateGrain))]
    public async Task State_Written_SurvivesDeactivation(string grainClass)
    {
        var grain = Grains.GetGrain<IStateGrain>(_key, $"{typeof(StateGrain).Namespace}.{grainClass}");
        Assert.Equal(3, await grain.Add(3));
        await grain.Deactivate();
        Assert.Equal(7, await grain.Add(4));
        await grain.Clear();
        Assert.Equal(0, (await grain.Get()).Value);
    }

    [Fact]
    public async Task State_WrittenConcurrently_IsStoredWhole()
    {
        var grain = Grains.GetGrain<IStateGrain>(_key, typeof(StateGrain).FullName!);
        Assert.False((await grain.Get()).Exists);
        Assert.Equal(2, await grain.WriteTwice());
        await grain.Deactivate();
        Assert.Equal(2, (await grain.Get()).Value);
        Assert.True((await grain.Get()).Exists);
    }

    [Fact]
    public async Task Activation_ThatFails_FailsItsCallsWithTheException()
    {
        var grain = Grains.GetGrain<ILifeGrain>($"broken {_key}");
        var exceptions = await Task.WhenAll(Enumerable.Range(0, 5).Select(
            _ => Assert.ThrowsAsync<InvalidTimeZoneException>(grain.Ping)));

        Assert.All(exceptions, exception => Assert.Equal("cannot activate", exception.Message));
    }

    [Fact]
    public async Task Collection_OfIdleActivations_WaitsForTheAge()
    {
        await Grains.GetGrain<ILifeGrain>(_key).Ping();
        await Grains.GetGrain<ILifeGrain>($"{_key} delayed").Delay(TimeSpan.FromHours(1));
        _silo.Time.Advance(TimeSpan.FromMinutes(14));
        Assert.NotNull(Find(_key));
        _silo.Time.Advance(TimeSpan.FromMinutes(4));
        await Gates.Wait($"{_key} ActivationIdle").WaitAsync(s_patience);
        await Gates.Wait($"{_key} disposed").WaitAsync(s_patience);
        Assert.NotNull(Find($"{_key} delayed"));
    }

    [Fact]
    public async Task Stop_DeactivatesWithReason()
    {
        await Grains.GetGrain<ILifeGrain>(_key).Ping();
        await _silo.StopAsync();

        await Gates.Wait($"{_key} ShuttingDown").WaitAsync(s_patience);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Timer_TicksByItsPeriod(bool interleave)
    {
        var key = $"{_key} {interleave}";
        var grain = Grains.GetGrain<ILifeGrain>(key);
        await grain.StartTimer(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), interleave);
        Assert.Equal(0, await grain.Ticks());
        _silo.Time.Advance(TimeSpan.FromSeconds(5));
        await Gates.Wait($"{key} tick 1").WaitAsync(s_patience);
        Assert.Equal(1, await grain.Ticks());
        _silo.Time.Advance(TimeSpan.FromSeconds(10));
        await Gates.Wait($"{key} tick 2").WaitAsync(s_patience);
    }

    [Fact]
    public async Task StatelessWorker_Busy_GetsHelp()
    {
        var grain = Grains.GetGrain<IWorkerGrain>(0);
        var calls = Enumerable.Range(0, 6).Select(_ => grain.Work(_key)).ToArray();
        Gates.Open(_key);

        Assert.Equal(2, (await Task.WhenAll(calls)).Distinct().Count());
    }

    [Fact]
    public async Task Enumeration_GivesEveryElementInOrder()
    {
        List<int> elements = [];
        await foreach (var element in Grains.GetGrain<IEnumerationGrain>(1).Count(250, -1).WithBatchSize(7))
        {
            elements.Add(element);
        }

        Assert.Equal(Enumerable.Range(0, 250), elements);
    }

    [Fact]
    public async Task Enumeration_ThatFails_GivesWhatCameBefore()
    {
        List<int> elements = [];
        await Assert.ThrowsAsync<InvalidTimeZoneException>(async () =>
        {
            await foreach (var element in Grains.GetGrain<IEnumerationGrain>(2).Count(250, 10))
            {
                elements.Add(element);
            }
        });

        Assert.Equal(10, elements.Count);
    }

    [Fact]
    public async Task Reminder_Registered_ComesUntilUnregistered()
    {
        var grain = Grains.GetGrain<IRemindedGrain>(_key);
        await grain.Register("tea", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
        _silo.Time.Advance(TimeSpan.FromMinutes(1));
        await Gates.Wait($"{_key} reminded 1").WaitAsync(s_patience);
        Assert.True(await grain.Unregister("tea"));
        Assert.False(await grain.Unregister("tea"));
        _silo.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, await grain.Count());
        await Assert.ThrowsAsync<ArgumentException>(
            () => grain.Register("soon", TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [InlineData("implicit")]
    [InlineData("explicit")]
    public async Task Stream_Events_ReachTheSubscriberInOrder(string streamNamespace)
    {
        var id = new Guid(s_tests, 2, 3, [1, 2, 3, 4, 5, 6, 7, 8]);
        var grain = Grains.GetGrain<IConsumerGrain>(id);
        if (streamNamespace == "explicit") await grain.Subscribe();
        var stream = _silo.Services.GetRequiredService<IClusterClient>().GetStreamProvider("streams")
            .GetStream<int>(StreamId.Create(streamNamespace, id));
        for (var i = 1; i <= 20; i++)
        {
            await stream.OnNextAsync(i);
        }

        await Gates.Wait($"{id} received 20").WaitAsync(s_patience);
        Assert.Equal(Enumerable.Range(1, 20), await grain.Received());
    }

    [Fact]
    public async Task Stream_OfAClient_CanBeSubscribedAndLeft()
    {
        var stream = _silo.Services.GetRequiredService<IClusterClient>().GetStreamProvider("streams")
            .GetStream<string>(StreamId.Create("client", _key));
        var handle = await stream.SubscribeAsync((item, _) =>
        {
            Gates.Open($"{_key} heard {item}");
            return Task.CompletedTask;
        });
        await stream.OnNextAsync("one");
        await Gates.Wait($"{_key} heard one").WaitAsync(s_patience);
        Assert.Single(await stream.GetAllSubscriptionHandles());
        await handle.UnsubscribeAsync();
        Assert.Empty(await stream.GetAllSubscriptionHandles());
    }

    [Fact]
    public async Task Observer_Referenced_IsCalled()
    {
        var listener = new Listener(_key);
        var reference = Grains.CreateObjectReference<IListener>(listener);
        var grain = Grains.GetGrain<ISpeakerGrain>(1);
        await grain.Speak(reference, "hello");
        await Gates.Wait($"{_key} heard hello").WaitAsync(s_patience);
        Assert.Equal(5, await grain.Ask(reference, 4));
        Grains.DeleteObjectReference<IListener>(reference);
        await Assert.ThrowsAsync<ClientNotAvailableException>(() => grain.Ask(reference, 4));
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task Filters_RunInOrder()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder
            .AddOutgoingGrainCallFilter(async context =>
            {
                await context.Invoke();
                if (context.Result is string result) context.Result = $"{result} out";
            })
            .AddIncomingGrainCallFilter(async context =>
            {
                await context.Invoke();
                if (context.Result is string result) context.Result = $"{result} first";
            })
            .AddIncomingGrainCallFilter(async context =>
            {
                await context.Invoke();
                if (context.Result is string result) context.Result = $"{result} second";
            }));

        Assert.Equal("hi grain self second first out", await silo.Grains.GetGrain<IFilteredGrain>(1).Say("hi"));
        Assert.Equal("hi grain self", await Grains.GetGrain<IFilteredGrain>(1).Say("hi"));
    }

    [Fact]
    public async Task Interface_ImplementedTwice_NeedsAPrefix()
    {
        var exception = Assert.Throws<ArgumentException>(() => Grains.GetGrain<IUnknownGrain>("x"));

        Assert.Contains(nameof(IUnknownGrain), exception.Message, StringComparison.Ordinal);
        Assert.NotNull(Grains.GetGrain<IStateGrain>("x"));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Management_CountsAndCollectsActivations()
    {
        var grain = Grains.GetGrain<ILifeGrain>(_key);
        await grain.Ping();
        var management = Grains.GetGrain<IManagementGrain>(0);

        Assert.Single(await management.GetHosts(onlyActive: true));
        Assert.Equal(1, await management.GetTotalActivationCount());
        Assert.Equal(grain.GetGrainId(), Assert.Single(await management.GetActiveGrains(GrainType.Create("life"))));
        Assert.NotNull(await management.GetActivationAddress(grain));
        await management.ForceActivationCollection(TimeSpan.Zero);
        Assert.Equal(0, await management.GetTotalActivationCount());
        Assert.Null(await management.GetActivationAddress(grain));
    }

    private object? Find(string key) => _silo.Activations.Catalog.Find(GrainId.Create("life", key));

    private sealed class Listener(string key) : IListener
    {
        public void Heard(string what) => Gates.Open($"{key} heard {what}");

        public Task<int> Ask(int value) => Task.FromResult(value + 1);
    }
}

public interface IUnknownGrain : IGrainWithStringKey
{
    Task Nothing();
}
