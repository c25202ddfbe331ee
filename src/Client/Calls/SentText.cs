using System.Buffers;

namespace ShopActors.Client;

/// <summary>
/// Checks what callers want to have sent in headers: the HTTP stack drops values that are not valid, without an error.
/// </summary>
internal static class SentText
{
    // The shop's limit.
    private const int KeyLengthMax = 255;

    private static readonly SearchValues<char> Visible =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c)]);

    // The shop reads a quoted key and a bare one alike, so quotes are no characters of a key.
    private static readonly SearchValues<char> OfKeys =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c).Except(['"', '\\'])]);

    public static bool IsToken(string? token) =>
        token is null || (token.Length > 0 && !token.AsSpan().ContainsAnyExcept(Visible));

    public static string? Token(string? token) => IsToken(token)
        ? token
        : throw new ArgumentException("A token must be visible ASCII characters.", nameof(token));

    public static string Key(string key) =>
        key.Length is > 0 and <= KeyLengthMax && !key.AsSpan().ContainsAnyExcept(OfKeys)
            ? key
            : throw new ArgumentException(
                $"An idempotency key must be 1 to {KeyLengthMax} visible ASCII characters without quotes.",
                nameof(key));

    public static string Tag(string tag) => tag.Length > 0 && !tag.AsSpan().ContainsAnyExcept(Visible)
        ? tag
        : throw new ArgumentException("An entity tag must be visible ASCII characters.", nameof(tag));
}
