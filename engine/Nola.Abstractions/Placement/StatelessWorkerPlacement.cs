namespace Orleans.Runtime;

/// <summary>Local pools of activations.</summary>
internal sealed class StatelessWorkerPlacement : PlacementStrategy
{
    public StatelessWorkerPlacement(int maxLocal, bool? removeIdleWorkers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLocal);
        MaxLocal = maxLocal;
        RemoveIdleWorkers = removeIdleWorkers;
    }

    public int MaxLocal { get; }

    public bool? RemoveIdleWorkers { get; }

    public override bool IsUsingGrainDirectory => false;
}
