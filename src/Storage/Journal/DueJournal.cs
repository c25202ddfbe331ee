namespace ShopActors.Storage;

/// <summary>A journal whose wake-up time has come.</summary>
/// <param name="Id">The journal.</param>
/// <param name="WakeAt">The wake-up time.</param>
public readonly record struct DueJournal(JournalId Id, DateTimeOffset WakeAt);
