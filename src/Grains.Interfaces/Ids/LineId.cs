using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// The opaque id of a cart line. Derived from cart, SKU and metadata, because a cart has one line for each of them.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.line-id")]
[JsonConverter(typeof(TextIdJsonConverter<LineId>))]
public readonly record struct LineId : ITextId<LineId>
{
    private const string Prefix = "line_";

    /// <inheritdoc cref="TextIds.Check" />
    public LineId(string value) => Value = TextIds.Check<LineId>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>The id of the cart's line for the SKU with this metadata, as it is stored.</summary>
    public static LineId For(CartId cart, Sku sku, ImmutableDictionary<string, string>? metadata = null) =>
        new(IdText.FromHash(Prefix,
        [
            cart.Value,
            sku.Value,
            .. (metadata ?? ImmutableDictionary<string, string>.Empty)
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .SelectMany(entry => new[] { entry.Key, entry.Value }),
        ]));

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<LineId>.IsValid(ReadOnlySpan<char> text) => IdText.IsPrefixed(text, Prefix);
    static LineId IParsable<LineId>.Parse(string s, IFormatProvider? provider) => new(s);
}
