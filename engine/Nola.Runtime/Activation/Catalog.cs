using System.Collections.Concurrent;
using System.Diagnostics;

namespace Nola.Runtime.Activation;

/// <summary>The activations of a host. One per grain, except stateless workers, which have a pool each.</summary>
internal sealed class Catalog(ActivationHost host)
{
    private readonly ConcurrentDictionary<GrainId, GrainActivation> _activations = new();
    private readonly ConcurrentDictionary<GrainId, WorkerPool> _pools = new();
    private readonly ConcurrentDictionary<GrainType, GrainClass?> _classes = new();

    public int Count => _activations.Count + _pools.Sum(pool => pool.Value.Workers.Length);

    /// <summary>All activations, at some moment each.</summary>
    public IEnumerable<GrainActivation> Activations
    {
        get
        {
            foreach (var (_, activation) in _activations)
            {
                yield return activation;
            }

            foreach (var (_, pool) in _pools)
            {
                foreach (var worker in pool.Workers)
                {
                    yield return worker;
                }
            }
        }
    }

    /// <summary>The class of a grain type, or null where this process has none.</summary>
    public GrainClass? FindClass(GrainType grainType) => _classes.GetOrAdd(
        grainType,
        static (type, host) => host.Classes.Find(type) is { } classType ? new GrainClass(host, classType, type) : null,
        host);

    public GrainActivation? Find(GrainId grainId) => _activations.GetValueOrDefault(grainId);

    /// <summary>The activation that serves the grain, made where there is none.</summary>
    public GrainActivation GetOrCreate(
        GrainClass grainClass, GrainId grainId, Dictionary<string, object>? requestContext)
    {
        if (grainClass.Workers is { } workers) return GetPool(grainClass, grainId, workers).Choose(requestContext);

        if (_activations.TryGetValue(grainId, out var existing)) return existing;

        var created = new GrainActivation(grainClass, grainId);
        var winner = _activations.GetOrAdd(grainId, created);
        if (winner == created) created.Begin(requestContext);
        return winner;
    }

    /// <summary>Makes an activation that takes over state, where there is none by now.</summary>
    public void TryCreate(
        GrainClass grainClass,
        GrainId grainId,
        Dictionary<string, object>? requestContext,
        IRehydrationContext rehydration)
    {
        Debug.Assert(grainClass.Workers is null);
        var created = new GrainActivation(grainClass, grainId);
        created.Rehydrate(rehydration);
        if (_activations.TryAdd(grainId, created)) created.Begin(requestContext);
    }

    /// <summary>
    /// A fresh activation whose turn the caller has, for a grain that has none; null where it has one by now.
    /// </summary>
    public GrainActivation? TryCreateEntered(GrainClass grainClass, GrainId grainId)
    {
        Debug.Assert(grainClass.Workers is null);
        var created = new GrainActivation(grainClass, grainId);
        var isEntered = created.TryEnter();
        Debug.Assert(isEntered);
        return _activations.TryAdd(grainId, created) ? created : null;
    }

    /// <summary>Forgets an activation that ended. Called by itself, once.</summary>
    public void Remove(GrainActivation activation)
    {
        Debug.Assert(activation.Phase == ActivationPhase.Invalid);
        if (activation.Class.Workers is not null)
        {
            if (_pools.TryGetValue(activation.GrainId, out var pool)) pool.Remove(activation);
            return;
        }

        _activations.TryRemove(new KeyValuePair<GrainId, GrainActivation>(activation.GrainId, activation));
    }

    /// <summary>Adds an object that is called like a grain but was not activated: an observer.</summary>
    public void Add(GrainActivation target) => _activations[target.GrainId] = target;

    /// <summary>Forgets an observer; calls to it fail from now on.</summary>
    public void Forget(GrainActivation target) =>
        _activations.TryRemove(new KeyValuePair<GrainId, GrainActivation>(target.GrainId, target));

    /// <summary>Deactivates all that match, and completes when none is left of those.</summary>
    public Task DeactivateAsync(
        Func<GrainActivation, bool> predicate, DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.WhenAll(BeginDeactivation(predicate, reason, cancellationToken).Select(ending => ending.Ended))
            .WaitAsync(cancellationToken);

    /// <summary>Deactivates all that match, and gives those with the tasks that complete when they are gone.</summary>
    public List<(GrainId Grain, Task Ended)> BeginDeactivation(
        Func<GrainActivation, bool> predicate, DeactivationReason reason, CancellationToken cancellationToken)
    {
        List<(GrainId Grain, Task Ended)> ending = [];
        foreach (var activation in Activations)
        {
            if (activation.Class.IsObserver || !predicate(activation)) continue;

            ending.Add((activation.GrainId, activation.Deactivated));
            activation.Deactivate(reason, cancellationToken);
        }

        return ending;
    }

    private WorkerPool GetPool(GrainClass grainClass, GrainId grainId, StatelessWorkerPlacement workers) =>
        _pools.TryGetValue(grainId, out var pool)
            ? pool
            : _pools.GetOrAdd(grainId, static (id, args) => new WorkerPool(args.grainClass, id, args.workers.MaxLocal),
                (grainClass, workers));
}
