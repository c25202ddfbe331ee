using System.Collections.Immutable;

namespace Nola.Runtime.Activation;

/// <summary>The workers of one stateless worker grain on this host.</summary>
internal sealed class WorkerPool(GrainClass grainClass, GrainId grainId, int max)
{
    // Guards the list, which is replaced, never changed.
    private readonly Lock _lock = new();
    private ImmutableArray<GrainActivation> _workers = [];

    public ImmutableArray<GrainActivation> Workers => ReadWorkers();

    /// <summary>The first idle worker in the order of creation, else a new one, else the one with the shortest queue.</summary>
    public GrainActivation Choose(Dictionary<string, object>? requestContext)
    {
        if (FindIdle(Workers) is { } idle) return Reserve(idle);

        lock (_lock)
        {
            if (FindIdle(_workers) is { } freed) return Reserve(freed);

            if (_workers.Length < max)
            {
                var added = new GrainActivation(grainClass, grainId);
                _workers = _workers.Add(added);
                added.Begin(requestContext);
                return Reserve(added);
            }

            return Reserve(_workers.MinBy(static worker => worker.Load)!);
        }
    }

    public void Remove(GrainActivation worker)
    {
        lock (_lock)
        {
            _workers = _workers.Remove(worker);
        }
    }

    private static GrainActivation? FindIdle(ImmutableArray<GrainActivation> workers)
    {
        foreach (var worker in workers)
        {
            if (worker.Load == 0 && worker.Phase is ActivationPhase.Valid) return worker;
        }

        return null;
    }

    private static GrainActivation Reserve(GrainActivation worker)
    {
        worker.Reserve();
        return worker;
    }

    private ImmutableArray<GrainActivation> ReadWorkers()
    {
        lock (_lock)
        {
            return _workers;
        }
    }
}
