namespace ShopActors.Storage;

/// <summary>The result of one step of deleting expired journals.</summary>
/// <param name="Position">Where the next step starts; null after the last journal.</param>
/// <param name="Deleted">The number of journals deleted.</param>
public readonly record struct JournalSweep(long? Position, int Deleted);
