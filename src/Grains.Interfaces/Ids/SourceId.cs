using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// Where an attempt to sign in comes from: a keyed hash of the client's network, which names it to no reader.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.source-id")]
[JsonConverter(typeof(TextIdJsonConverter<SourceId>))]
public readonly record struct SourceId : ITextId<SourceId>
{
    private const string Prefix = "src_";

    /// <inheritdoc cref="TextIds.Check" />
    public SourceId(string value) => Value = TextIds.Check<SourceId>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>The id made of the first 128 of these bits.</summary>
    public static SourceId From(ReadOnlySpan<byte> bits) => new(IdText.Encode(Prefix, bits[..16]));

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<SourceId>.IsValid(ReadOnlySpan<char> text) => IdText.IsPrefixed(text, Prefix);
    static SourceId IParsable<SourceId>.Parse(string s, IFormatProvider? provider) => new(s);
}
