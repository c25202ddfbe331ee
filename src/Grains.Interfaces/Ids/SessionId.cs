using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The id of a customer's session, unique for the customer.</summary>
[GenerateSerializer, Immutable, Alias("shop.session-id")]
[JsonConverter(typeof(TextIdJsonConverter<SessionId>))]
public readonly record struct SessionId : ITextId<SessionId>
{
    private const string Prefix = "ses_";

    /// <inheritdoc cref="TextIds.Check" />
    public SessionId(string value) => Value = TextIds.Check<SessionId>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>A fresh id of 128 random bits.</summary>
    public static SessionId New(RandomNumberGenerator random) => new(IdText.FromRandom(Prefix, random));

    /// <summary>The session that a command begins: the same for a repetition.</summary>
    public static SessionId For(OperationId operation) => new(IdText.FromHash(Prefix, operation.Value));

    /// <summary>The session of a token that was stored without one.</summary>
    public static SessionId For(TokenHash token) => new(IdText.FromHash(Prefix, token.Value));

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<SessionId>.IsValid(ReadOnlySpan<char> text) => IdText.IsPrefixed(text, Prefix);
    static SessionId IParsable<SessionId>.Parse(string s, IFormatProvider? provider) => new(s);
}
