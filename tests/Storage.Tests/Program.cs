using ShopActors.Storage.FileLog;

namespace ShopActors.Storage.Tests;

/// <summary>
/// The second process of the tests that need one: opens the store in the directory given and, where told to, appends
/// without end, printing each version once it is acknowledged.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var verb, var directory]) return 2;

        try
        {
            using var store = FileJournalStore.Open(directory, new FileJournalStoreOptions(), TimeProvider.System);
            await Console.Out.WriteLineAsync("open");
            if (verb == "append")
            {
                await Append(store);
            }

            // Until the parent closes the pipe or ends.
            await Console.In.ReadToEndAsync();
            return 0;
        }
        catch (JournalStoreException e)
        {
            await Console.Out.WriteLineAsync(e.Failure.ToString());
            return 1;
        }
    }

    private static async Task Append(FileJournalStore store)
    {
        var id = new JournalId("a/1");
        var claim = await store.Claim(id);
        for (var version = claim.Version; ; version++)
        {
            await store.Append(new JournalAppend(
                id, version, claim.OwnerEpoch, [BitConverter.GetBytes(version)], default, WakeUp.Keep));
            await Console.Out.WriteLineAsync((version + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
