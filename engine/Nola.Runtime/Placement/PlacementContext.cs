using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Nola.Runtime.Placement;

/// <summary>What a director can choose from for one grain.</summary>
/// <param name="LocalSilo">The silo that the call came from.</param>
/// <param name="Silos">The silos that remain after the grain class's filters.</param>
/// <param name="Roles">The names of silos' roles.</param>
internal sealed record PlacementContext(
    SiloAddress LocalSilo, SiloStatus LocalSiloStatus, SiloAddress[] Silos, Func<SiloAddress, string?> Roles)
    : IPlacementContext
{
    // A copy: the array is the director's.
    public SiloAddress[] GetCompatibleSilos(PlacementTarget target) => [.. Silos];
}
