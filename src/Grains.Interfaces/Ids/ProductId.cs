using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The opaque id of a product of the catalogue.</summary>
[GenerateSerializer, Immutable, Alias("shop.product-id")]
[JsonConverter(typeof(TextIdJsonConverter<ProductId>))]
public readonly record struct ProductId : ITextId<ProductId>
{
    private const string Prefix = "prd_";

    /// <inheritdoc cref="TextIds.Check" />
    public ProductId(string value) => Value = TextIds.Check<ProductId>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>A fresh id of 128 random bits.</summary>
    public static ProductId New(RandomNumberGenerator random) => new(IdText.FromRandom(Prefix, random));

    /// <summary>
    /// The id of the product with this SKU. Derived from the SKU, so looking a product up needs no index.
    /// </summary>
    public static ProductId For(Sku sku) => new(IdText.FromHash(Prefix, sku.Value));

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<ProductId>.IsValid(ReadOnlySpan<char> text) => IdText.IsPrefixed(text, Prefix);
    static ProductId IParsable<ProductId>.Parse(string s, IFormatProvider? provider) => new(s);
}
