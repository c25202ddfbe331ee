using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Places the grains of the class on a silo with few activations.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActivationCountBasedPlacementAttribute() : PlacementAttribute(new ActivationCountBasedPlacement());
