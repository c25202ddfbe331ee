using Orleans.Runtime;

namespace Nola.Runtime.Tests.Activation;

[GenerateSerializer, Alias("nola.test.number")]
public sealed class Number
{
    [Id(0)]
    public int Value { get; set; }
}

public sealed class EndingGrain([PersistentState("facet")] IPersistentState<Number> facet)
    : Grain<Number>, IEndingGrain, IGrainMigrationParticipant
{
    private static long s_incarnations;
    private readonly long _incarnation = Interlocked.Increment(ref s_incarnations);
    private int _memory;
    private string? _hangsAt;

    public Task Set(int memory, int state, int facetValue)
    {
        _memory = memory;
        State.Value = state;
        facet.State.Value = facetValue;
        return Task.CompletedTask;
    }

    public Task<(int Memory, int State, int Facet, long Incarnation)> Get() =>
        Task.FromResult((_memory, State.Value, facet.State.Value, _incarnation));

    public Task Migrate()
    {
        MigrateOnIdle();
        return Task.CompletedTask;
    }

    public Task MigrateWhileBusy() => Migrate();

    public Task WaitFor(string gate) => Gates.Wait(gate);

    public Task DeactivateAndHang(string gate)
    {
        _hangsAt = gate;
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _hangsAt is { } gate ? Gates.Wait(gate) : Task.CompletedTask;

    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        if (_memory < 0) throw new InvalidOperationException("no dehydration");

        dehydrationContext.TryAddValue("memory", _memory);
        dehydrationContext.AddBytes("bytes", [1, 2, 3]);
    }

    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        Assert.True(rehydrationContext.TryGetValue("memory", out _memory));
        Assert.True(rehydrationContext.TryGetBytes("bytes", out var bytes));
        Assert.Equal(3, bytes.Length);
        if (_memory == int.MaxValue) throw new InvalidOperationException("no rehydration");
    }
}

public sealed class NeverValidGrain : Grain, INeverValidGrain
{
    public Task Ping() => Task.CompletedTask;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public sealed class UnbuildableGrain : Grain, IUnbuildableGrain
{
    public UnbuildableGrain() => throw new InvalidTimeZoneException("constructor");

    public Task Ping() => Task.CompletedTask;
}
