using System.Globalization;
using ShopActors.Storage.Sqlite;

namespace ShopActors.Storage.Tests;

/// <summary>
/// The second process of the tests that need one: opens the SQLite store in the directory given and, where told to,
/// hands over numbered appends without end, printing each number once it is acknowledged ("retry": also after refusals,
/// which it prints).
/// </summary>
internal static class Program
{
    /// <summary>How many journals the numbered appends go to, in turn.</summary>
    public const int Journals = 7;

    // Not more, so that the child's memory stays small while nothing reads its answers.
    private const int HandedOverMax = 64;

    public static JournalId Journal(long number) => new($"a/{number % Journals}");

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var verb, var directory]) return 2;

        try
        {
            using var store = SqliteJournalStore.Open(directory, new() { CheckpointPages = 20 }, TimeProvider.System);
            await Console.Out.WriteLineAsync("open");
            if (verb == "append") await Append(store);
            while (verb == "retry") await AppendUntilRefused(store);

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

    /// <summary>As a grain would: what was refused is forgotten, and the journals are read again.</summary>
    private static async Task AppendUntilRefused(SqliteJournalStore store)
    {
        try
        {
            await Append(store);
        }
        catch (JournalStoreException e) when (e.IsTransient)
        {
            await Console.Out.WriteLineAsync(e.Failure.ToString());
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }
    }

    private static async Task Append(SqliteJournalStore store)
    {
        var generation = store.Generation;
        var owners = new List<JournalOwner>();
        long number = 0;
        for (var i = 0; i < Journals; i++)
        {
            owners.Add(await JournalOwner.ReadAsync(store, Journal(i)));
            number += owners[i].Version;
        }

        var handedOver = new Queue<(long Number, Task<long> Durable)>();
        try
        {
            for (; ; number++)
            {
                var owner = owners[(int)(number % Journals)];
                var append = owner.Next(number.ToString(CultureInfo.InvariantCulture)) with { Generation = generation };
                handedOver.Enqueue((number, store.AppendAsync(owner.Take(append)).AsTask()));
                while (handedOver.Count > HandedOverMax
                    || (handedOver.TryPeek(out var first) && first.Durable.IsCompleted))
                {
                    await handedOver.Peek().Durable;
                    await Console.Out.WriteLineAsync(
                        handedOver.Dequeue().Number.ToString(CultureInfo.InvariantCulture));
                }
            }
        }
        finally
        {
            // What failed first is what counts; the rest stood behind it.
            await Task.WhenAll(handedOver.Select(append => append.Durable)).ContinueWith(
                static all => all.Exception, CancellationToken.None, TaskContinuationOptions.None,
                TaskScheduler.Default);
        }
    }
}
