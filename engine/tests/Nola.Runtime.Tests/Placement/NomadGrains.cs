using System.Collections.Concurrent;
using Orleans.Core;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Nola.Runtime.Tests.Placement;

/// <summary>Which activations live, in all silos of a test's cluster.</summary>
public sealed class Census
{
    private readonly Lock _lock = new();
    private readonly Dictionary<GrainId, HashSet<GrainAddress>> _live = [];
    private readonly HashSet<SiloAddress> _killed = [];

    /// <summary>Grains that had two live activations at once.</summary>
    public ConcurrentQueue<string> Twins { get; } = new();

    public TaskCompletionSource WorkBegan { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource WorkMayEnd { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Began(GrainAddress activation)
    {
        lock (_lock)
        {
            if (_killed.Contains(activation.SiloAddress!)) return;
            if (!_live.TryGetValue(activation.GrainId, out var live)) _live[activation.GrainId] = live = [];
            if (live.Count > 0) Twins.Enqueue($"{activation} while there is {string.Join(", ", live)}");
            live.Add(activation);
        }
    }

    public void Ended(GrainAddress activation)
    {
        lock (_lock)
        {
            if (_live.TryGetValue(activation.GrainId, out var live)) live.Remove(activation);
        }
    }

    /// <summary>A killed silo's activations end without saying so.</summary>
    public void Killed(SiloAddress silo)
    {
        lock (_lock)
        {
            _killed.Add(silo);
            foreach (var live in _live.Values) live.RemoveWhere(activation => silo.Equals(activation.SiloAddress));
        }
    }
}

public abstract class NomadGrainBase(Census census) : Grain, INomadGrain, IGrainMigrationParticipant
{
    private int _count;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        census.Began(GrainContext.Address);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        census.Ended(GrainContext.Address);
        return Task.CompletedTask;
    }

    public Task<GrainAddress> Where() => Task.FromResult(GrainContext.Address);

    public Task<int> Count() => Task.FromResult(++_count);

    public Task Work()
    {
        census.WorkBegan.TrySetResult();
        return census.WorkMayEnd.Task;
    }

    public Task MoveTo(SiloAddress? target)
    {
        if (target is not null) RequestContext.Set(IPlacementDirector.PlacementHintKey, target);
        MigrateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<SiloAddress> AskNeighbour(long key) =>
        (await GrainFactory.GetGrain<ILocalNomadGrain>(key).Where()).SiloAddress!;

    public void OnDehydrate(IDehydrationContext dehydrationContext) => dehydrationContext.TryAddValue("count", _count);

    public void OnRehydrate(IRehydrationContext rehydrationContext) => rehydrationContext.TryGetValue("count", out _count);
}

public sealed class RingNomadGrain(Census census) : NomadGrainBase(census), IRingNomadGrain;

[RandomPlacement]
public sealed class RandomNomadGrain(Census census) : NomadGrainBase(census), IRandomNomadGrain;

/// <summary>On the first silo alone.</summary>
[FirstSiloFilter]
public sealed class PickyNomadGrain(Census census) : NomadGrainBase(census), IPickyNomadGrain;

[AttributeUsage(AttributeTargets.Class)]
public sealed class FirstSiloFilterAttribute() : PlacementFilterAttribute(new FirstSiloFilter());

public sealed class FirstSiloFilter() : PlacementFilterStrategy(0);

public sealed class FirstSiloFilterDirector : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(
        PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) => [silos.Min()!];
}

[PreferLocalPlacement]
public sealed class LocalNomadGrain(Census census) : NomadGrainBase(census), ILocalNomadGrain;

[ActivationCountBasedPlacement]
public sealed class LightNomadGrain(Census census) : NomadGrainBase(census), ILightNomadGrain;

[SiloCornerPlacement]
public sealed class CornerNomadGrain(Census census) : NomadGrainBase(census), ICornerNomadGrain;

[AttributeUsage(AttributeTargets.Class)]
public sealed class SiloCornerPlacementAttribute() : PlacementAttribute(new SiloCornerPlacement());

public sealed class SiloCornerPlacement : PlacementStrategy;

/// <summary>The last silo.</summary>
public sealed class SiloCornerDirector : IPlacementDirector
{
    public async Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        await Task.Yield();
        return context.GetCompatibleSilos(target).Max()!;
    }
}
