using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// The id of a person at an OpenID provider: a hash of the issuer and the subject, so that neither is in a key, a path
/// or a log line.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.identity-id")]
[JsonConverter(typeof(TextIdJsonConverter<IdentityId>))]
public readonly record struct IdentityId : ITextId<IdentityId>
{
    private const string Prefix = "idn_";

    /// <inheritdoc cref="TextIds.Check" />
    public IdentityId(string value) => Value = TextIds.Check<IdentityId>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>The identity that the issuer gives the subject.</summary>
    public static IdentityId For(string issuer, string subject) => new(IdText.FromHash(Prefix, issuer, subject));

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<IdentityId>.IsValid(ReadOnlySpan<char> text) => IdText.IsPrefixed(text, Prefix);
    static IdentityId IParsable<IdentityId>.Parse(string s, IFormatProvider? provider) => new(s);
}
