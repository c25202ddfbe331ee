namespace Orleans.Runtime;

/// <summary>Places a grain on the silo of the caller, where it can.</summary>
public sealed class PreferLocalPlacement : PlacementStrategy;
