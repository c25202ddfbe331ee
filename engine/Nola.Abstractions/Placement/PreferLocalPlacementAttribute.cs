using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Places the grains of the class on the silo of the caller, where it can.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PreferLocalPlacementAttribute() : PlacementAttribute(new PreferLocalPlacement());
