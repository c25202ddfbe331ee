namespace ShopActors.Storage;

/// <summary>Where a journal stands: the next append must expect exactly this.</summary>
/// <param name="Version">The number of events ever appended.</param>
/// <param name="Writer">The writer of the latest append; 0 for none.</param>
public readonly record struct JournalPosition(long Version, long Writer);
