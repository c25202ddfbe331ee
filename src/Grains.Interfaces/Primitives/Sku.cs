using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The stock keeping unit: what is counted, held and sold. Case matters.</summary>
[GenerateSerializer, Immutable, Alias("shop.sku")]
[JsonConverter(typeof(TextIdJsonConverter<Sku>))]
public readonly record struct Sku : ITextId<Sku>
{
    /// <summary>The longest text allowed.</summary>
    public const int LengthMax = 64;

    /// <summary>Checks and wraps the text.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public Sku(string value)
    {
        if (!IsValid(value)) throw new FormatException("The text is not a valid Sku.");
        Value = value;
    }

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <inheritdoc />
    public bool IsDefault => Value is null;

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public static Sku Parse(string s, IFormatProvider? provider = null) => new(s);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, out Sku id)
    {
        var valid = IsValid(text);
        id = valid ? new(text!) : default;
        return valid;
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Sku result) =>
        TryParse(s, out result);

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    private static bool IsValid(string? text) => IdText.IsPlain(text, LengthMax);
}
