using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Runtime.Services;

namespace Nola.Runtime.Tests.Services;

internal sealed class TallyService(GrainId id, Silo silo, ILoggerFactory loggerFactory, TallyLog log)
    : GrainService(id, silo, loggerFactory), ITallyService
{
    private readonly List<string> _events = [];
    private readonly TaskCompletionSource _released = new();

    public override async Task Init(IServiceProvider serviceProvider)
    {
        await base.Init(serviceProvider);
        await Task.Yield();
        _events.Add(RuntimeContext.Current == ((IGrainBase)this).GrainContext ? "init" : "init off turn");
    }

    public override Task Start()
    {
        _events.Add("start");
        return base.Start();
    }

    public override Task Stop()
    {
        log.Stopped.Enqueue(Silo);
        return base.Stop();
    }

    public override Task OnRangeChange(IRingRange oldRange, IRingRange newRange, bool increased)
    {
        _events.Add(increased ? "range grown" : "range shrunk");
        return base.OnRangeChange(oldRange, newRange, increased);
    }

    public Task<SiloAddress> Place() => Task.FromResult(Silo);

    public Task<List<string>> Events() => Task.FromResult(_events);

    public Task<bool> IsMine(uint hash) => Task.FromResult(RingRange.InRange(hash));

    public Task Wait() => _released.Task;

    public Task Release()
    {
        _released.TrySetResult();
        return Task.CompletedTask;
    }

    protected override Task StartInBackground()
    {
        _events.Add("background");
        return base.StartInBackground();
    }
}

/// <summary>What services of a test's silos say about their end.</summary>
internal sealed class TallyLog
{
    public System.Collections.Concurrent.ConcurrentQueue<SiloAddress> Stopped { get; } = new();
}

internal sealed class TallyServiceClient(IServiceProvider services)
    : GrainServiceClient<ITallyService>(services), ITallyServiceClient
{
    public ITallyService OfCurrentGrain() => GetGrainService(CurrentGrainReference.GrainId);

    public ITallyService OfKey(uint key) => GetGrainService(key);

    public ITallyService On(SiloAddress silo) => GetGrainService(silo);
}

internal sealed class TallyCallerGrain(ITallyServiceClient client) : Grain, ITallyCallerGrain
{
    public Task<SiloAddress> PlaceOfMyService() => client.OfCurrentGrain().Place();

    public Task<SiloAddress> PlaceOfServiceOn(SiloAddress silo) => client.On(silo).Place();

    public Task<List<string>> EventsOn(SiloAddress silo) => client.On(silo).Events();

    public Task<bool> OwnerOwns(uint key) => client.OfKey(key).IsMine(key);

    public Task<string> EchoOn(SiloAddress silo, string text) =>
        client.On(silo).AsReference<IEchoExtension>().Echo(text);

    public async Task WaitAndRelease(SiloAddress silo)
    {
        var waiting = client.On(silo).Wait();
        await client.On(silo).Release();
        await waiting;
    }
}

internal sealed class EchoExtension : IEchoExtension
{
    public Task<string> Echo(string text) => Task.FromResult($"{text}!");
}
