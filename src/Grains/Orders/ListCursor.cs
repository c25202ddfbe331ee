using System.Globalization;

namespace ShopActors;

/// <summary>The cursors of lists of journals: the position of the last entry.</summary>
internal static class ListCursor
{
    public static string Of(long position) => position.ToString("x", CultureInfo.InvariantCulture);

    public static bool TryParse(string cursor, out long position) =>
        long.TryParse(cursor, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out position)
        && position > 0;
}
