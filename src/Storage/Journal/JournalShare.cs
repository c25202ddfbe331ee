namespace ShopActors.Storage;

/// <summary>
/// The part of all journals that a silo processes in the background, so that silos do not repeat each other's work.
/// </summary>
/// <param name="Index">The part, from 0.</param>
/// <param name="Count">How many parts there are.</param>
public readonly record struct JournalShare(int Index, int Count)
{
    /// <summary>Every journal.</summary>
    public static JournalShare All { get; } = new(0, 1);
}
