using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>A product, or none yet under this id.</summary>
internal sealed record ProductState : IJournalState<ProductState, ProductEvent>
{
    public static JournalCodec<ProductState, ProductEvent> Codec { get; } =
        new(ProductJson.Default.ProductState, ProductJson.Default.ProductEvent);

    public required ProductId Id { get; init; }

    public ProductSnapshot? Product { get; init; }

    /// <summary>The latest commands, oldest first: a repetition changes nothing.</summary>
    public ImmutableArray<ProductCommand> Commands { get; init; } = [];

    string? IJournalState<ProductState, ProductEvent>.List => Product is null ? null : ProductJournals.List;

    public static ProductState Begin(string key) => new() { Id = new ProductId(key) };

    public ProductState Apply(ProductEvent e) => e switch
    {
        ProductPut put => this with
        {
            Product = put.Product with
            {
                PublishedAt = Product?.PublishedAt ?? (put.Product.IsOnSale ? put.At : null),
            },
            Commands = put.Command is { } command
                ? Commands.AddLatest(command, ProductRules.CommandsKept)
                : Commands,
        },
        _ => throw new InvalidOperationException($"Unknown product event {e.GetType().Name}."),
    };

    public ReadOnlyMemory<byte> Announce(ProductState before, ProductEvent e, long sequence)
    {
        var product = Product!;
        var data = new ProductChangedV1(
            product.Id, product.Sku, product.Title, product.Category, EventMoney.Of(product.Price), product.Status);
        return EventJson.Encode(data, product.Id.Value, e.At, sequence);
    }
}
