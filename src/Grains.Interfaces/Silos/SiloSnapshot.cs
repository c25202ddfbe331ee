namespace ShopActors;

/// <summary>A silo of the cluster.</summary>
/// <param name="Address">Its address, with the generation that tells it from an earlier process.</param>
/// <param name="Name">Its name.</param>
/// <param name="Phase">How far its life is.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Activations">The grains in its memory; null if it did not answer in time.</param>
[GenerateSerializer, Immutable, Alias("shop.silo")]
public sealed record SiloSnapshot(
    string Address, string Name, SiloPhase Phase, DateTimeOffset StartedAt, long? Activations);
