using System.Globalization;

namespace ShopActors.Search.Benchmarks;

/// <summary>
/// Products whose words, categories and attributes are as unevenly frequent as in a shop: of 60,000 words the most
/// frequent is in one of 25 titles.
/// </summary>
internal sealed class RandomProducts
{
    private const int WordsCount = 60_000;
    private const int CategoriesCount = 200;
    private const string Letters = "etaoinshrdlucmfwypvbgkqjxz";

    private static readonly string[] Colours = ["black", "white", "blue", "red", "green", "grey", "brown", "yellow"];
    private static readonly string[] Sizes = ["S", "M", "L", "XL"];

    private readonly Random _random;
    private readonly string[] _words;
    private long _version;

    public RandomProducts(int seed)
    {
        _random = new(seed);
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (words.Count < WordsCount) words.Add(NewWord());
        _words = [.. words];
        Kinds =
        [
            ("everything, by SKU", () => new()),
            ("everything, cheapest", () => new() { Sort = ProductSort.Price }),
            ("everything, newest, facets", () => new() { Sort = ProductSort.Newest, WithFacets = true }),
            ("category, dearest, facets", () => new()
            {
                Category = Category(), Sort = ProductSort.PriceDescending, WithFacets = true,
            }),
            ("category, price, in stock", () => new()
            {
                Category = Category(), PriceMin = 1_000, PriceMax = 5_000, InStock = true, Sort = ProductSort.Title,
            }),
            ("attribute", () => new() { Attributes = [new("colour", Any(Colours))], WithFacets = true }),
            ("one letter", () => Relevant(Word()[..1])),
            ("three letters", () => Relevant(Word()[..3])),
            ("one word", () => Relevant(Word())),
            ("most frequent words, facets", () => Relevant(_words[_random.Next(10)]) with { WithFacets = true }),
            ("word and beginning", () => Relevant($"{Word()} {Word()[..3]}")),
            ("next page", () => new() { Sort = ProductSort.Price, Cursor = "SKU-500000\t50000" }),
        ];
    }

    /// <summary>The kinds of searches.</summary>
    public IReadOnlyList<(string Name, Func<ProductQuery> Query)> Kinds { get; }

    public IndexedProduct Next(int number)
    {
        var sku = new Sku(string.Create(CultureInfo.InvariantCulture, $"SKU-{number}"));
        var title = string.Join(' ', Enumerable.Range(0, _random.Next(3, 8)).Select(_ => Word()));
        var product = new ProductSnapshot
        {
            Id = ProductId.For(sku),
            Sku = sku,
            Title = title,
            Author = $"{Word()} {Word()}",
            Category = Category(),
            Price = new(_random.Next(100, 100_000), Currency.Eur),
            Attributes = [new("colour", Any(Colours)), new("size", Any(Sizes))],
            PublishedAt = DateTimeOffset.UnixEpoch.AddMinutes(number),
            Version = ++_version,
        };
        return new(product, 1, _random.Next(4) > 0);
    }

    private static ProductQuery Relevant(string text) => new() { Text = text, Sort = ProductSort.Relevance };

    private string NewWord() => string.Concat(Enumerable.Range(0, _random.Next(3, 11))
        .Select(_ => Letters[(int)(Letters.Length * Math.Pow(_random.NextDouble(), 1.7))]));

    private string Word() => _words[(int)(WordsCount * Math.Pow(_random.NextDouble(), 3))];

    private string Category() => string.Create(
        CultureInfo.InvariantCulture, $"Category {(int)(CategoriesCount * Math.Pow(_random.NextDouble(), 2))}");

    private T Any<T>(T[] values) => values[_random.Next(values.Length)];
}
