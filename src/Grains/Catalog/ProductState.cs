namespace ShopActors;

/// <summary>A product, or none as yet under this id.</summary>
internal sealed record ProductState
{
    public static ProductState Empty { get; } = new();

    public ProductSnapshot? Product { get; init; }

    public ProductState Apply(ProductEvent e) => e switch
    {
        ProductPut put => new() { Product = put.Product },
        _ => throw new InvalidOperationException($"Unknown product event {e.GetType().Name}."),
    };
}
