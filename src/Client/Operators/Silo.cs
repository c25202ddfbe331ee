namespace ShopActors.Client;

/// <summary>A silo of the cluster.</summary>
public sealed record Silo
{
    /// <summary>Its address, with the generation that tells it from an earlier process.</summary>
    public required string Address { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How far its life is.</summary>
    public required SiloPhase Phase { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The grains in its memory; null if it did not answer in time.</summary>
    public long? Activations { get; init; }
}
