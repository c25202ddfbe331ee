namespace ShopActors.Storage;

/// <summary>What one step of deleting expired journals did.</summary>
/// <param name="Position">Where the next step goes on; null when the end has been reached.</param>
/// <param name="Deleted">How many journals were deleted.</param>
public readonly record struct JournalSweep(long? Position, int Deleted);
