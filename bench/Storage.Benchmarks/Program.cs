using Storage.Benchmarks;

// Usage: dotnet run -c Release --project bench/Storage.Benchmarks [directory] [journals]
// Prints one line per figure. The directory must be on the disk to be measured; it is emptied.
var directory = args.Length > 0 ? args[0] : Path.Combine(Path.GetTempPath(), "shopactors-storage-bench");
var journals = args.Length > 1 ? int.Parse(args[1], null) : 1_000_000;

AppendBenchmark.Run(directory);
LargeStoreBenchmark.Run(directory, journals);
Directory.Delete(directory, recursive: true);
