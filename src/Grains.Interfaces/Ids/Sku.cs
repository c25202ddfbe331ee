using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The stock keeping unit: the unit that stock is counted, held and sold by. Case matters.</summary>
[GenerateSerializer, Immutable, Alias("shop.sku")]
[JsonConverter(typeof(TextIdJsonConverter<Sku>))]
public readonly record struct Sku : ITextId<Sku>
{
    /// <summary>The longest text allowed.</summary>
    public const int LengthMax = 64;

    /// <inheritdoc cref="TextIds.Check" />
    public Sku(string value) => Value = TextIds.Check<Sku>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<Sku>.IsValid(ReadOnlySpan<char> text) => IdText.IsPlain(text, LengthMax);
    static Sku IParsable<Sku>.Parse(string s, IFormatProvider? provider) => new(s);
}
