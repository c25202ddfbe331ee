using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Places the grains of the class on silos of the role that its key names.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SiloRoleBasedPlacementAttribute() : PlacementAttribute(new SiloRoleBasedPlacement());
