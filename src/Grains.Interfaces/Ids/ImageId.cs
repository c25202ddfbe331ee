using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The id of an image in the shop: it follows from the image's bytes.</summary>
[GenerateSerializer, Immutable, Alias("shop.image-id")]
[JsonConverter(typeof(TextIdJsonConverter<ImageId>))]
public readonly record struct ImageId : ITextId<ImageId>
{
    private const string Prefix = "img_";

    /// <inheritdoc cref="TextIds.Check" />
    public ImageId(string value) => Value = TextIds.Check<ImageId>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>The id of an image with these bytes.</summary>
    public static ImageId For(ReadOnlySpan<byte> content) =>
        new(IdText.FromHash(Prefix, Convert.ToHexStringLower(SHA256.HashData(content))));

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<ImageId>.IsValid(ReadOnlySpan<char> text) => IdText.IsPrefixed(text, Prefix);
    static ImageId IParsable<ImageId>.Parse(string s, IFormatProvider? provider) => new(s);
}
