using ShopActors.Storage;

namespace ShopActors;

/// <summary>Reads lists of journals page by page, latest first.</summary>
internal static class ListReader
{
    /// <summary>Reads one page, and the cursor of the next one; null if the cursor is not valid.</summary>
    public static async ValueTask<(IReadOnlyList<ListedJournal> Entries, string? NextCursor)?> ReadPageAsync(
        this IJournalStore store, string list, string? cursor, int size, CancellationToken cancellationToken)
    {
        long? before = null;
        if (cursor is not null)
        {
            if (!ListCursor.TryParse(cursor, out var position)) return null;
            before = position;
        }

        var listed = await store.ReadListAsync(list, before, size + 1, cancellationToken);
        return listed.Count > size
            ? ([.. listed.Take(size)], ListCursor.Of(listed[size - 1].Position))
            : (listed, null);
    }
}
