using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The opaque id of a cart line. A SKU has one line per cart, so it always has the same id there.</summary>
[GenerateSerializer, Immutable, Alias("shop.line-id")]
[JsonConverter(typeof(TextIdJsonConverter<LineId>))]
public readonly record struct LineId : ITextId<LineId>
{
    private const string Prefix = "line_";

    /// <summary>Checks and wraps the text.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public LineId(string value)
    {
        if (!IsValid(value)) throw new FormatException("The text is not a valid LineId.");
        Value = value;
    }

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <inheritdoc />
    public bool IsDefault => Value is null;

    /// <summary>The id of the cart's line for the SKU.</summary>
    public static LineId For(CartId cart, Sku sku) => new(IdText.FromHash(Prefix, cart.Value, sku.Value));

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public static LineId Parse(string s, IFormatProvider? provider = null) => new(s);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, out LineId id)
    {
        var valid = IsValid(text);
        id = valid ? new(text!) : default;
        return valid;
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out LineId result) =>
        TryParse(s, out result);

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    private static bool IsValid(string? text) => IdText.IsPrefixed(text, Prefix);
}
