using System.Globalization;

namespace ShopActors.WebApi.Http;

/// <summary>Which page of a list a request asks for.</summary>
/// <param name="Cursor">The <c>nextCursor</c> of the page before; absent for the first.</param>
/// <param name="Limit">The most entries of the page, 1 to 100; 24 if absent.</param>
internal sealed record PageRequest(string? Cursor, int? Limit)
{
    public Result<Page> Read()
    {
        if (!PageCursor.TryDecode(Cursor, out var position)) return ApiErrors.CursorInvalid;
        if (Limit is < 1 or > PageCursor.LimitMax) return ApiErrors.LimitOutOfRange;
        return new Page(position, Limit ?? PageCursor.LimitDefault);
    }
}

/// <summary>A page of a list.</summary>
/// <param name="Position">The position after which it begins; null for the first.</param>
/// <param name="Limit">The most entries.</param>
internal sealed record Page(string? Position, int Limit)
{
    /// <summary>Reads the position of a list whose positions are numbers; null for the first page.</summary>
    public bool TryReadNumber(out long? number)
    {
        number = null;
        if (Position is null) return true;
        if (!long.TryParse(Position, NumberStyles.None, CultureInfo.InvariantCulture, out var read)) return false;
        number = read;
        return true;
    }
}
