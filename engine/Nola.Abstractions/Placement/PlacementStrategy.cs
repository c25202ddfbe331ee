namespace Orleans.Runtime;

/// <summary>Where new activations of a grain type go.</summary>
public abstract class PlacementStrategy
{
    /// <summary>Whether activations are registered, so that there is one per grain in the cluster.</summary>
    public virtual bool IsUsingGrainDirectory => true;
}
