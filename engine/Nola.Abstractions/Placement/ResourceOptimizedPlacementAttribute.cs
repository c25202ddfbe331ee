using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Places the grains of the class on the silo with the most free resources.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ResourceOptimizedPlacementAttribute() : PlacementAttribute(new ResourceOptimizedPlacement());
