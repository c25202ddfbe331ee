using ShopActors.Storage;

namespace ShopActors;

/// <summary>Reads lists of journals page by page, latest first.</summary>
internal static class ListReader
{
    /// <summary>Reads one page of a list, and the cursor of the next one; null if the cursor is not valid.</summary>
    public static ValueTask<(IReadOnlyList<ListedJournal> Entries, string? NextCursor)?> ReadPageAsync(
        this IJournalStore store, string list, string? cursor, int size, CancellationToken cancellationToken) =>
        ReadPageAsync(cursor, size, (before, max) => store.ReadListAsync(list, before, max, cancellationToken));

    /// <summary>Reads one page of all lists whose names begin so, like one list.</summary>
    public static ValueTask<(IReadOnlyList<ListedJournal> Entries, string? NextCursor)?> ReadPageOfAllAsync(
        this IJournalStore store, string prefix, string? cursor, int size, CancellationToken cancellationToken) =>
        ReadPageAsync(cursor, size, (before, max) => store.ReadListsAsync(prefix, before, max, cancellationToken));

    private static async ValueTask<(IReadOnlyList<ListedJournal> Entries, string? NextCursor)?> ReadPageAsync(
        string? cursor, int size, Func<long?, int, ValueTask<IReadOnlyList<ListedJournal>>> read)
    {
        long? before = null;
        if (cursor is not null)
        {
            if (!ListCursor.TryParse(cursor, out var position)) return null;
            before = position;
        }

        var listed = await read(before, size + 1);
        return listed.Count > size
            ? ([.. listed.Take(size)], ListCursor.Of(listed[size - 1].Position))
            : (listed, null);
    }
}
