namespace ShopActors.Storage;

/// <summary>An entry of a list of journals.</summary>
/// <param name="Position">The position in the list; grows with time.</param>
/// <param name="Id">The journal.</param>
public readonly record struct ListedJournal(long Position, JournalId Id);
