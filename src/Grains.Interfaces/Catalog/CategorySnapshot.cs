namespace ShopActors;

/// <summary>A category and how many products it has.</summary>
/// <param name="Name">The name.</param>
/// <param name="Products">The number of products.</param>
[GenerateSerializer, Immutable, Alias("shop.category")]
public sealed record CategorySnapshot(string Name, int Products);
