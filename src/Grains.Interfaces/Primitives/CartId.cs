using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The opaque id of a cart.</summary>
[GenerateSerializer, Immutable, Alias("shop.cart-id")]
[JsonConverter(typeof(TextIdJsonConverter<CartId>))]
public readonly record struct CartId : ITextId<CartId>
{
    private const string Prefix = "cart_";

    /// <summary>Checks and wraps the text.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public CartId(string value)
    {
        if (!IsValid(value)) throw new FormatException("The text is not a valid CartId.");
        Value = value;
    }

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <inheritdoc />
    public bool IsDefault => Value is null;

    /// <summary>A fresh id of 128 random bits.</summary>
    public static CartId New(IRandomSource random) => new(IdText.FromRandom(Prefix, random));

    /// <summary>The id of the cart that the owner knows by a name, such as the request that created it.</summary>
    public static CartId For(PrincipalId owner, string name) => new(IdText.FromHash(Prefix, owner.Value, name));

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public static CartId Parse(string s, IFormatProvider? provider = null) => new(s);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, out CartId id)
    {
        var valid = IsValid(text);
        id = valid ? new(text!) : default;
        return valid;
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CartId result) =>
        TryParse(s, out result);

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    private static bool IsValid(string? text) => IdText.IsPrefixed(text, Prefix);
}
