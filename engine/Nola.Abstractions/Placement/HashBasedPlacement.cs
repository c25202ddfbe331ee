namespace Orleans.Runtime;

/// <summary>Places a grain on the silo its key hashes to.</summary>
public sealed class HashBasedPlacement : PlacementStrategy;
