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
        GrainClass grainClass, GrainId grainId, Dictionary<string, object>? requestContext, bool isDisplaced = false)
    {
        if (grainClass.Workers is { } workers) return GetPool(grainClass, grainId, workers).Choose(requestContext);

        if (_activations.TryGetValue(grainId, out var existing)) return existing;

        // While a displaced activation leaves, its silo still is the grain's by the directory and not by the ring.
        var created = new GrainActivation(grainClass, grainId)
        {
            IsDisplaced = isDisplaced || grainClass.IsPlaced || host.Directory?.IsRegisteredHere(grainId) == true,
        };
        var winner = _activations.GetOrAdd(grainId, created);
        if (winner != created) return winner;

        // The grain may have moved away between the question and the entry in the catalog, too late for the search of
        // what has to go; whichever of the two came second sees the other.
        if (created.IsDisplaced) _ = created.ClaimAsync(requestContext, replaced: default);
        else if (host.Locator.IsLocalByRing(grainId, grainClass.Placement)) created.Begin(requestContext);
        else created.Refuse();
        return created;
    }

    /// <summary>
    /// An activation for a grain that arrives with its state, which nobody has begun yet; null where there is one.
    /// </summary>
    public GrainActivation? TryAddArrived(GrainClass grainClass, GrainId grainId, IRehydrationContext state)
    {
        Debug.Assert(grainClass.Workers is null);
        var created = new GrainActivation(grainClass, grainId) { IsDisplaced = true };
        created.Rehydrate(state);
        return _activations.TryAdd(grainId, created) ? created : null;
    }

    /// <summary>
    /// An activation that takes the place of one that has ended, and its state; nobody has begun it yet. Null where the
    /// other has lost its place.
    /// </summary>
    public GrainActivation? TryReplace(GrainActivation ended, IRehydrationContext state)
    {
        var created = new GrainActivation(ended.Class, ended.GrainId) { IsDisplaced = ended.IsDisplaced };
        created.Rehydrate(state);
        return _activations.TryUpdate(ended.GrainId, created, ended) ? created : null;
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
