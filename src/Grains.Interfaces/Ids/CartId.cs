using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The opaque id of a cart.</summary>
[GenerateSerializer, Immutable, Alias("shop.cart-id")]
[JsonConverter(typeof(TextIdJsonConverter<CartId>))]
public readonly record struct CartId : ITextId<CartId>
{
    private const string Prefix = "cart_";

    /// <inheritdoc cref="TextIds.Check" />
    public CartId(string value) => Value = TextIds.Check<CartId>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>A fresh id of 128 random bits.</summary>
    public static CartId New(RandomNumberGenerator random) => new(IdText.FromRandom(Prefix, random));

    /// <summary>The id of the owner's cart with this name, such as the id of the request that created it.</summary>
    public static CartId For(PrincipalId owner, string name) => new(IdText.FromHash(Prefix, owner.Value, name));

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<CartId>.IsValid(ReadOnlySpan<char> text) => IdText.IsPrefixed(text, Prefix);
    static CartId IParsable<CartId>.Parse(string s, IFormatProvider? provider) => new(s);
}
