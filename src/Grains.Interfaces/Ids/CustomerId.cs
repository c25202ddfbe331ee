using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The opaque id of a customer.</summary>
[GenerateSerializer, Immutable, Alias("shop.customer-id")]
[JsonConverter(typeof(TextIdJsonConverter<CustomerId>))]
public readonly record struct CustomerId : ITextId<CustomerId>
{
    private const string Prefix = "cus_";

    /// <inheritdoc cref="TextIds.Check" />
    public CustomerId(string value) => Value = TextIds.Check<CustomerId>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>A fresh id of 128 random bits.</summary>
    public static CustomerId New(RandomNumberGenerator random) => new(IdText.FromRandom(Prefix, random));

    /// <summary>The id made of the first 128 of these bits.</summary>
    public static CustomerId From(ReadOnlySpan<byte> bits) => new(IdText.Encode(Prefix, bits[..16]));

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<CustomerId>.IsValid(ReadOnlySpan<char> text) => IdText.IsPrefixed(text, Prefix);
    static CustomerId IParsable<CustomerId>.Parse(string s, IFormatProvider? provider) => new(s);
}
