namespace ShopActors.Client;

/// <summary>A category.</summary>
public sealed record Category
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How many products it has.</summary>
    public required int Products { get; init; }
}
