using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The opaque id of a product of the catalogue.</summary>
[GenerateSerializer, Immutable, Alias("shop.product-id")]
[JsonConverter(typeof(TextIdJsonConverter<ProductId>))]
public readonly record struct ProductId : ITextId<ProductId>
{
    private const string Prefix = "prd_";

    /// <summary>Checks and wraps the text.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public ProductId(string value)
    {
        if (!IsValid(value)) throw new FormatException("The text is not a valid ProductId.");
        Value = value;
    }

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <inheritdoc />
    public bool IsDefault => Value is null;

    /// <summary>A fresh id of 128 random bits.</summary>
    public static ProductId New(IRandomSource random) => new(IdText.FromRandom(Prefix, random));

    /// <summary>The id of the product with this SKU: a SKU leads to its product without an index.</summary>
    public static ProductId For(Sku sku) => new(IdText.FromHash(Prefix, sku.Value));

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public static ProductId Parse(string s, IFormatProvider? provider = null) => new(s);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, out ProductId id)
    {
        var valid = IsValid(text);
        id = valid ? new(text!) : default;
        return valid;
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ProductId result) =>
        TryParse(s, out result);

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    private static bool IsValid(string? text) => IdText.IsPrefixed(text, Prefix);
}
