using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Places the grains of the class on a random silo.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RandomPlacementAttribute() : PlacementAttribute(new RandomPlacement());
