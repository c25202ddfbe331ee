using Orleans.Placement;
using Orleans.Runtime;

namespace Orleans.Concurrency;

/// <summary>Gives the grain class a pool of activations on each silo, always local to the caller.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : PlacementAttribute
{
    /// <summary>A pool with as many workers as the machine has processors.</summary>
    public StatelessWorkerAttribute()
        : base(new StatelessWorkerPlacement(Environment.ProcessorCount, null))
    {
    }

    /// <summary>A pool with at most that many workers per silo.</summary>
    public StatelessWorkerAttribute(int maxLocalWorkers)
        : base(new StatelessWorkerPlacement(maxLocalWorkers, null))
    {
    }

    /// <summary>A pool with at most that many workers per silo, which may be removed when idle.</summary>
    public StatelessWorkerAttribute(int maxLocalWorkers, bool removeIdleWorkers)
        : base(new StatelessWorkerPlacement(maxLocalWorkers, removeIdleWorkers))
    {
    }

    /// <summary>The most workers a silo has.</summary>
    public int MaxLocalWorkers => ((StatelessWorkerPlacement)PlacementStrategy).MaxLocal;
}
