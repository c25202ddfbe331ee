namespace Orleans.Runtime.Placement;

/// <summary>What a placement director can choose from.</summary>
public interface IPlacementContext
{
    /// <summary>The local silo.</summary>
    SiloAddress LocalSilo { get; }

    /// <summary>The state of the local silo.</summary>
    SiloStatus LocalSiloStatus { get; }

    /// <summary>The silos that can host the grain.</summary>
    SiloAddress[] GetCompatibleSilos(PlacementTarget target);
}
