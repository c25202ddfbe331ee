using System.Globalization;
using ShopActors.Storage.Sqlite;

namespace ShopActors.Storage.Tests.Sqlite;

/// <summary>
/// What a store must hold of the numbered appends of a process that was ended: a beginning of their order.
/// </summary>
internal static class NumberedAppends
{
    /// <summary>
    /// Checks that nothing acknowledged is missing and nothing is out of order; returns how many there are.
    /// </summary>
    public static async Task<long> CheckAsync(string directory, long acknowledged)
    {
        using var store = SqliteJournalStore.Open(directory, new(), TimeProvider.System);
        var numbers = new List<long>();
        for (var i = 0; i < Program.Journals; i++)
        {
            var content = await store.ReadAsync(Program.Journal(i));
            var own = content.Events.Select(e => long.Parse(JournalOwner.TextOf(e), CultureInfo.InvariantCulture))
                .ToList();
            Assert.Equal(own.Order(), own);
            numbers.AddRange(own);
        }

        numbers.Sort();
        Assert.Equal(Enumerable.Range(0, numbers.Count).Select(n => (long)n), numbers);
        Assert.True(
            numbers.Count >= acknowledged, $"{acknowledged} appends were acknowledged, {numbers.Count} are there.");
        return numbers.Count;
    }
}
