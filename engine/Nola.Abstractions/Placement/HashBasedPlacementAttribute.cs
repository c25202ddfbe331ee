using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Places the grains of the class on the silo its key hashes to.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HashBasedPlacementAttribute() : PlacementAttribute(new HashBasedPlacement());
