using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>Who acts: a customer, the holder of a guest token, an operator or a part of the system.</summary>
[GenerateSerializer, Immutable, Alias("shop.principal-id")]
[JsonConverter(typeof(TextIdJsonConverter<PrincipalId>))]
public readonly record struct PrincipalId : ITextId<PrincipalId>
{
    /// <summary>The longest text allowed.</summary>
    public const int LengthMax = 128;

    /// <summary>Checks and wraps the text.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public PrincipalId(string value)
    {
        if (!IsValid(value)) throw new FormatException("The text is not a valid PrincipalId.");
        Value = value;
    }

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <inheritdoc />
    public bool IsDefault => Value is null;

    /// <summary>The principal that is a customer.</summary>
    public static PrincipalId For(CustomerId customer) => new(customer.Value);

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public static PrincipalId Parse(string s, IFormatProvider? provider = null) => new(s);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, out PrincipalId id)
    {
        var valid = IsValid(text);
        id = valid ? new(text!) : default;
        return valid;
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PrincipalId result) =>
        TryParse(s, out result);

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    private static bool IsValid(string? text) => IdText.IsPath(text, LengthMax);
}
