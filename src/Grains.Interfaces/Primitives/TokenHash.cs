using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The SHA-256 of an access token in lower-case hexadecimal: what is stored in the token's place.</summary>
[GenerateSerializer, Immutable, Alias("shop.token-hash")]
[JsonConverter(typeof(TextIdJsonConverter<TokenHash>))]
public readonly record struct TokenHash : ITextId<TokenHash>
{
    private const int HexLength = 64;
    private const int StackMax = 256;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>Checks and wraps the text.</summary>
    /// <exception cref="FormatException">The text is not a hash.</exception>
    public TokenHash(string value)
    {
        if (!IsValid(value)) throw new FormatException("The text is not a valid TokenHash.");
        Value = value;
    }

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <inheritdoc />
    public bool IsDefault => Value is null;

    /// <summary>The hash of a token's text.</summary>
    public static TokenHash Of(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        Span<byte> bytes = stackalloc byte[StackMax];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(
            Encoding.UTF8.TryGetBytes(token, bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(token), digest);
        return new(Convert.ToHexStringLower(digest));
    }

    /// <summary>Reads a hash.</summary>
    /// <exception cref="FormatException">The text is not a hash.</exception>
    public static TokenHash Parse(string s, IFormatProvider? provider = null) => new(s);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, out TokenHash id)
    {
        var valid = IsValid(text);
        id = valid ? new(text!) : default;
        return valid;
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TokenHash result) =>
        TryParse(s, out result);

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    private static bool IsValid(string? text) =>
        text is { Length: HexLength } && !text.AsSpan().ContainsAnyExcept(Hex);
}
