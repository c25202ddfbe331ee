using ShopActors.Storage.Sqlite;
using Storage.Benchmarks;

// Usage: dotnet run -c Release --project bench/Storage.Benchmarks [directory] [seconds] [journals]
// Prints one line per figure. The directory must be on the disk to be measured; the benchmark works in a folder of
// its own there.
var parent = args.Length > 0 ? args[0] : Path.GetTempPath();
var seconds = args.Length > 1 ? int.Parse(args[1], null) : 10;
var journals = args.Length > 2 ? int.Parse(args[2], null) : 1_000_000;
var directory = Path.Combine(parent, $"storage-bench-{Environment.ProcessId}");
try
{
    using (var store = SqliteJournalStore.Open(Path.Combine(directory, "purchases"), new(), TimeProvider.System))
    {
        await new CheckoutBenchmark(store).RunAsync(TimeSpan.FromSeconds(seconds));
    }

    await LargeStoreBenchmark.RunAsync(Path.Combine(directory, "large"), journals);
}
finally
{
    Directory.Delete(directory, recursive: true);
}
