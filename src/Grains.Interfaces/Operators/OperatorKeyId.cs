using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The id of an operator's key.</summary>
[GenerateSerializer, Immutable, Alias("shop.operator-key-id")]
[JsonConverter(typeof(TextIdJsonConverter<OperatorKeyId>))]
public readonly record struct OperatorKeyId : ITextId<OperatorKeyId>
{
    private const string Prefix = "opk_";

    /// <inheritdoc cref="TextIds.Check" />
    public OperatorKeyId(string value) => Value = TextIds.Check<OperatorKeyId>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>The key that a command makes: the same for a repetition.</summary>
    public static OperatorKeyId For(OperationId operation) => new(IdText.FromHash(Prefix, operation.Value));

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<OperatorKeyId>.IsValid(ReadOnlySpan<char> text) => IdText.IsPrefixed(text, Prefix);
    static OperatorKeyId IParsable<OperatorKeyId>.Parse(string s, IFormatProvider? provider) => new(s);
}
