using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The SHA-256 of an access token in lower-case hexadecimal; stored instead of the token.</summary>
[GenerateSerializer, Immutable, Alias("shop.token-hash")]
[JsonConverter(typeof(TextIdJsonConverter<TokenHash>))]
public readonly record struct TokenHash : ITextId<TokenHash>
{
    private const int HexLength = 64;
    private const int StackMax = 256;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <inheritdoc cref="TextIds.Check" />
    public TokenHash(string value) => Value = TextIds.Check<TokenHash>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>The hash of a token's text.</summary>
    public static TokenHash Of(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        Span<byte> bytes = stackalloc byte[StackMax];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(
            Encoding.UTF8.TryGetBytes(token, bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(token),
            digest);
        return new(Convert.ToHexStringLower(digest));
    }

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<TokenHash>.IsValid(ReadOnlySpan<char> text) =>
        text.Length == HexLength && !text.ContainsAnyExcept(Hex);

    static TokenHash IParsable<TokenHash>.Parse(string s, IFormatProvider? provider) => new(s);
}
