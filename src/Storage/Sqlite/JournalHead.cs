namespace ShopActors.Storage.Sqlite;

/// <summary>The data of a journal that an append needs; the key is 0 if the journal does not exist.</summary>
/// <param name="Key">The journal's key.</param>
/// <param name="Number">The number of the latest append.</param>
/// <param name="Version">The number of events ever appended.</param>
/// <param name="Writer">The writer of the latest append.</param>
/// <param name="WakeAt">The wake-up, in Unix milliseconds.</param>
/// <param name="ExpiresAt">When the journal may be deleted, in Unix milliseconds.</param>
/// <param name="List">The list that the journal is on.</param>
/// <param name="Sequence">The number of events for others that the journal has ever had.</param>
internal readonly record struct JournalHead(
    long Key,
    long Number,
    long Version,
    long Writer,
    long? WakeAt,
    long? ExpiresAt,
    string? List,
    long Sequence);
