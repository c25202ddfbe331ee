using System.Buffers;

namespace ShopActors.WebApi.Http;

/// <summary>
/// The <c>Idempotency-Key</c> header: a structured-field string in quotes as the IETF draft has it, or the bare form
/// that widespread clients send.
/// </summary>
internal static class IdempotencyKey
{
    public const string HeaderName = "Idempotency-Key";

    /// <summary>The length that Stripe and the draft's known implementations accept.</summary>
    public const int LengthMax = 255;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'()*+,-./:;<=>?@[]^_`{|}~");

    /// <summary>Reads the header; false where it is present but is no key. A missing header gives a null key.</summary>
    public static bool TryRead(HttpRequest request, out string? key)
    {
        key = null;
        var values = request.Headers[HeaderName];
        if (values.Count == 0) return true;
        if (values.Count > 1) return false;

        var text = values[0].AsSpan().Trim();
        if (text.Length >= 2 && text[0] == '"' && text[^1] == '"') text = text[1..^1];
        if (text.Length is 0 or > LengthMax || text.ContainsAnyExcept(Allowed)) return false;
        key = text.ToString();
        return true;
    }
}
