namespace Orleans.Runtime;

/// <summary>Places a grain on a silo with few activations.</summary>
public sealed class ActivationCountBasedPlacement : PlacementStrategy;
