using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.Placement;

/// <summary>Filters silos for a <see cref="PlacementFilterStrategy"/>.</summary>
public interface IPlacementFilterDirector
{
    /// <summary>The silos that remain.</summary>
    IEnumerable<SiloAddress> Filter(
        PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos);
}
