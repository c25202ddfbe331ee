using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The opaque id of a promotion.</summary>
[GenerateSerializer, Immutable, Alias("shop.promotion-id")]
[JsonConverter(typeof(TextIdJsonConverter<PromotionId>))]
public readonly record struct PromotionId : ITextId<PromotionId>
{
    private const string Prefix = "promo_";

    /// <inheritdoc cref="TextIds.Check" />
    public PromotionId(string value) => Value = TextIds.Check<PromotionId>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>The promotion that a command creates: the same for a repetition.</summary>
    public static PromotionId For(OperationId operation) => new(IdText.FromHash(Prefix, operation.Value));

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<PromotionId>.IsValid(ReadOnlySpan<char> text) => IdText.IsPrefixed(text, Prefix);
    static PromotionId IParsable<PromotionId>.Parse(string s, IFormatProvider? provider) => new(s);
}
