namespace ShopActors;

/// <summary>A line of an import: a product to add or replace, or what is wrong with it.</summary>
[GenerateSerializer, Immutable, Alias("shop.import-line")]
public sealed record ImportLine
{
    /// <summary>The number of the line in the upload, from 1.</summary>
    [Id(0)]
    public required long Number { get; init; }

    /// <summary>The product; null if the line could not be read.</summary>
    [Id(1)]
    public ProductDraft? Product { get; init; }

    /// <summary>The counted units on hand; null to leave the stock alone.</summary>
    [Id(2)]
    public long? OnHand { get; init; }

    /// <summary>Why the line could not be read; null if it could.</summary>
    [Id(3)]
    public ErrorCode? Error { get; init; }
}
