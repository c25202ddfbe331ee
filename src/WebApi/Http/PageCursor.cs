using System.Buffers.Text;
using System.Text;

namespace ShopActors.WebApi.Http;

/// <summary>
/// Opaque cursors: the position after which a list continues, in base64url so that clients do not compute with it.
/// </summary>
internal static class PageCursor
{
    public const int LimitDefault = 24;

    /// <summary>Keeps a page within a few hundred kilobytes.</summary>
    public const int LimitMax = 100;

    /// <summary>Longer than any position that a list issues.</summary>
    public const int LengthMax = 512;

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
