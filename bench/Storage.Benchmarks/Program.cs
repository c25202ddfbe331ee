using Storage.Benchmarks;

// Usage: dotnet run -c Release --project bench/Storage.Benchmarks [directory] [journals] [file|redis]
// Prints one line per figure. The directory must be on the disk to be measured; it is emptied.
var directory = args.Length > 0 ? args[0] : Path.Combine(Path.GetTempPath(), "shopactors-storage-bench");
var journals = args.Length > 1 ? int.Parse(args[1], null) : 1_000_000;
var part = args.Length > 2 ? args[2] : "all";

if (part is "all" or "file")
{
    AppendBenchmark.Run(directory);
    LargeStoreBenchmark.Run(directory, journals);
}

if (part is "all" or "redis")
{
    await RedisBenchmark.Run(directory);
}

Directory.Delete(directory, recursive: true);
