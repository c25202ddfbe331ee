namespace Orleans.Runtime.Placement;

/// <summary>Chooses the silo for a new activation.</summary>
public interface IPlacementDirector
{
    /// <summary>The key in <see cref="RequestContext"/> of the silo to prefer.</summary>
    const string PlacementHintKey = "placement-hint";

    /// <summary>Chooses.</summary>
    Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context);
}
