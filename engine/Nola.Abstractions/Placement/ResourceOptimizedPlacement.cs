namespace Orleans.Runtime;

/// <summary>Places a grain on the silo with the most free resources.</summary>
public sealed class ResourceOptimizedPlacement : PlacementStrategy;
