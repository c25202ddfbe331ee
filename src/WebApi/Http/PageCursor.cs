using System.Buffers.Text;
using System.Text;

namespace ShopActors.WebApi.Http;

/// <summary>
/// Opaque cursors: the position after which a list goes on, in base64url, so that clients do not compute with them.
/// </summary>
internal static class PageCursor
{
    public const int LimitDefault = 24;

    /// <summary>A page must fit a response of some hundred kilobytes.</summary>
    public const int LimitMax = 100;

    private const int LengthMax = 512; // Longer than any position a list hands out.

    public static string? Encode(string? position) =>
        position is null ? null : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(position));

    public static bool TryDecode(string? cursor, out string? position)
    {
        position = null;
        if (string.IsNullOrEmpty(cursor)) return true;
        if (cursor.Length > LengthMax || !Base64Url.IsValid(cursor)) return false;
        try
        {
            position = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(cursor));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
