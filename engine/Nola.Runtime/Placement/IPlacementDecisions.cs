using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Nola.Runtime.Placement;

/// <summary>Chooses the silo of a grain that has no activation.</summary>
internal interface IPlacementDecisions
{
    /// <summary>Asks the strategy's director. Completes at once where the director does.</summary>
    /// <param name="strategy">The grain's strategy.</param>
    /// <param name="target">The grain and the call that needs it.</param>
    /// <param name="caller">The silo that the call came from.</param>
    Task<SiloAddress> ChooseAsync(PlacementStrategy strategy, PlacementTarget target, SiloAddress caller);
}
