using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The opaque id of a customer.</summary>
[GenerateSerializer, Immutable, Alias("shop.customer-id")]
[JsonConverter(typeof(TextIdJsonConverter<CustomerId>))]
public readonly record struct CustomerId : ITextId<CustomerId>
{
    private const string Prefix = "cus_";

    /// <summary>Checks and wraps the text.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public CustomerId(string value)
    {
        if (!IsValid(value)) throw new FormatException("The text is not a valid CustomerId.");
        Value = value;
    }

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <inheritdoc />
    public bool IsDefault => Value is null;

    /// <summary>A fresh id of 128 random bits.</summary>
    public static CustomerId New(IRandomSource random) => new(IdText.FromRandom(Prefix, random));

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public static CustomerId Parse(string s, IFormatProvider? provider = null) => new(s);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, out CustomerId id)
    {
        var valid = IsValid(text);
        id = valid ? new(text!) : default;
        return valid;
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CustomerId result) =>
        TryParse(s, out result);

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    private static bool IsValid(string? text) => IdText.IsPrefixed(text, Prefix);
}
