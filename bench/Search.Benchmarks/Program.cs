using System.Diagnostics;
using ShopActors.Search.Benchmarks;
using ShopActors;

// Usage: dotnet run -c Release --project bench/Search.Benchmarks [products] [searches] [seed]
// Builds the index of a silo for so many products and prints, for each kind of search and for all of them mixed, how
// long a search takes: the median, p99 and the longest, in milliseconds.
var count = args.Length > 0 ? int.Parse(args[0], null) : 1_000_000;
var searches = args.Length > 1 ? int.Parse(args[1], null) : 300;
var seed = args.Length > 2 ? int.Parse(args[2], null) : 1;
var products = new RandomProducts(seed);
using var index = new ProductIndex();
var began = Stopwatch.GetTimestamp();
foreach (var page in Enumerable.Range(0, count).Chunk(256)) index.Put([.. page.Select(products.Next)]);
index.Refresh();
Console.WriteLine($"{count} products, seed {seed}: indexed in {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s");

// The first searches build columns; a silo has them after its first minute.
foreach (var (_, query) in products.Kinds) index.Search(query());
Console.WriteLine($"heap {GC.GetTotalMemory(forceFullCollection: true) / 1_000_000} MB");

var all = new List<double>();
foreach (var (name, query) in products.Kinds)
{
    var times = new List<double>();
    var matches = 0L;
    for (var i = 0; i < searches; i++)
    {
        var asked = query();
        var start = Stopwatch.GetTimestamp();
        matches += index.Search(asked).Value!.Total;
        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    all.AddRange(times);
    Print(name, times, matches / searches);
}

Print("all", all, 0);

// A change now and then, as in a shop: what a search pays that comes after it.
var after = new List<double>();
for (var i = 0; i < searches; i++)
{
    index.Put([products.Next(i)]);
    var asked = products.Kinds[i % products.Kinds.Count].Query();
    var start = Stopwatch.GetTimestamp();
    index.Refresh();
    index.Search(asked);
    after.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
}

Print("all, after a change", after, 0);

static void Print(string name, List<double> times, long matches)
{
    times.Sort();
    Console.WriteLine(
        $"{name,-28} {matches,9} matches   median {times[times.Count / 2],6:F2}   " +
        $"p99 {times[times.Count * 99 / 100],6:F2}   longest {times[^1],6:F2}");
}
