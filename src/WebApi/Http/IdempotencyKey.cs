using System.Buffers;

namespace ShopActors.WebApi.Http;

/// <summary>
/// The <c>Idempotency-Key</c> header: a quoted structured-field string as in the IETF draft, or the bare form that many
/// clients send.
/// </summary>
internal static class IdempotencyKey
{
    public const string HeaderName = "Idempotency-Key";

    /// <summary>The limit of Stripe and of the draft's known implementations.</summary>
    public const int LengthMax = 255;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'()*+,-./:;<=>?@[]^_`{|}~");

    /// <summary>Reads the header; false if it is present but invalid. A missing header yields a null key.</summary>
    public static bool TryRead(HttpRequest request, out string? key)
    {
        key = null;
        var values = request.Headers[HeaderName];
        if (values.Count == 0) return true;
        if (values.Count > 1) return false;

        var text = values[0].AsSpan().Trim();
        if (text.Length >= 2 && text[0] == '"' && text[^1] == '"') text = text[1..^1];
        if (!IsValid(text)) return false;
        key = text.ToString();
        return true;
    }

    /// <summary>Whether a text without quotes is a key.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= LengthMax && !text.ContainsAnyExcept(Allowed);
}
