using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Lists in a state that keep only their latest entries, oldest first.</summary>
internal static class LatestEntries
{
    /// <summary>Adds an entry, and drops the oldest one beyond the most that are kept.</summary>
    public static ImmutableArray<T> AddLatest<T>(this ImmutableArray<T> entries, T entry, int max) =>
        entries.Add(entry).KeepLatest(max);

    /// <summary>Drops the oldest entries beyond the most that are kept.</summary>
    public static ImmutableArray<T> KeepLatest<T>(this ImmutableArray<T> entries, int max) =>
        entries.Length > max ? entries.RemoveRange(0, entries.Length - max) : entries;
}
