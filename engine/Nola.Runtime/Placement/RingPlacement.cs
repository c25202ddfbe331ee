using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>Grains without a strategy of their own: on the silo that owns their point on the ring.</summary>
internal sealed class RingPlacement : PlacementStrategy
{
    public static readonly RingPlacement Instance = new();
}
