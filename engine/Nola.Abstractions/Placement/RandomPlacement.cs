namespace Orleans.Runtime;

/// <summary>Places a grain on a random silo.</summary>
public sealed class RandomPlacement : PlacementStrategy;
