using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>Reads lists of journals page by page, latest first.</summary>
internal static class ListReader
{
    private const int ReadAtOnce = 100;

    /// <summary>Reads one page of a list, and the cursor of the next one; null if the cursor is not valid.</summary>
    public static ValueTask<(IReadOnlyList<ListedJournal> Entries, string? NextCursor)?> ReadPageAsync(
        this IJournalStore store, string list, string? cursor, int size, CancellationToken cancellationToken) =>
        ReadPageAsync(cursor, size, (before, max) => store.ReadListAsync(list, before, max, cancellationToken));

    /// <summary>Reads one page of all lists whose names begin so, like one list.</summary>
    public static ValueTask<(IReadOnlyList<ListedJournal> Entries, string? NextCursor)?> ReadPageOfAllAsync(
        this IJournalStore store, string prefix, string? cursor, int size, CancellationToken cancellationToken) =>
        ReadPageAsync(cursor, size, (before, max) => store.ReadListsAsync(prefix, before, max, cancellationToken));

    /// <summary>
    /// Reads what a list's journals have, and keeps what is wanted: one page, and the cursor of the next one. Reads at
    /// most so many journals, so a page may have fewer items than its size and still a cursor. Null if the cursor is
    /// not valid.
    /// </summary>
    /// <param name="cursor">The cursor; null for the first page.</param>
    /// <param name="size">The most items.</param>
    /// <param name="readMax">The most journals to read.</param>
    /// <param name="list">Reads so many entries of the list before a position.</param>
    /// <param name="read">Reads a journal.</param>
    /// <param name="start">The position that the first page begins before; null for the latest entry.</param>
    public static async ValueTask<(ImmutableArray<T> Found, string? NextCursor)?> ScanAsync<T>(
        string? cursor,
        int size,
        int readMax,
        Func<long?, int, ValueTask<IReadOnlyList<ListedJournal>>> list,
        Func<JournalId, ValueTask<Scanned<T>>> read,
        long? start = null)
        where T : class
    {
        if (!TryParse(cursor, out var before)) return null;
        before ??= start;
        var found = ImmutableArray.CreateBuilder<T>();
        for (var count = 0; count < readMax;)
        {
            var entries = await list(before, ReadAtOnce);
            foreach (var (position, id) in entries)
            {
                if (found.Count == size) return (found.ToImmutable(), ListCursor.Of(before!.Value));
                before = position;
                count++;
                var (item, isOver) = await read(id);
                if (isOver) return (found.ToImmutable(), null);
                if (item is not null) found.Add(item);
            }

            if (entries.Count < ReadAtOnce) return (found.ToImmutable(), null);
        }

        return (found.ToImmutable(), ListCursor.Of(before!.Value));
    }

    private static async ValueTask<(IReadOnlyList<ListedJournal> Entries, string? NextCursor)?> ReadPageAsync(
        string? cursor, int size, Func<long?, int, ValueTask<IReadOnlyList<ListedJournal>>> read)
    {
        if (!TryParse(cursor, out var before)) return null;
        var listed = await read(before, size + 1);
        return listed.Count > size
            ? ([.. listed.Take(size)], ListCursor.Of(listed[size - 1].Position))
            : (listed, null);
    }

    private static bool TryParse(string? cursor, out long? before)
    {
        before = null;
        if (cursor is null) return true;
        if (!ListCursor.TryParse(cursor, out var position)) return false;
        before = position;
        return true;
    }
}
