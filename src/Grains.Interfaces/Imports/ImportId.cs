using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The opaque id of an import, derived from its command, so that a repeated upload goes on with it.</summary>
[GenerateSerializer, Immutable, Alias("shop.import-id")]
[JsonConverter(typeof(TextIdJsonConverter<ImportId>))]
public readonly record struct ImportId : ITextId<ImportId>
{
    private const string Prefix = "imp_";

    /// <inheritdoc cref="TextIds.Check" />
    public ImportId(string value) => Value = TextIds.Check<ImportId>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>The import that a command begins: the same for a repetition.</summary>
    public static ImportId For(OperationId operation) => new(IdText.FromHash(Prefix, operation.Value));

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<ImportId>.IsValid(ReadOnlySpan<char> text) => IdText.IsPrefixed(text, Prefix);
    static ImportId IParsable<ImportId>.Parse(string s, IFormatProvider? provider) => new(s);
}
