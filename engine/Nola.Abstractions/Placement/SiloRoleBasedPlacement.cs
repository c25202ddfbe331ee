namespace Orleans.Runtime;

/// <summary>Places a grain on silos of the role that its key names.</summary>
public sealed class SiloRoleBasedPlacement : PlacementStrategy;
