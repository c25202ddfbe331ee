using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>A book of the seed: a product and its opening stock.</summary>
internal sealed record SeedBook
{
    private const string Resource = "ShopActors.seed-catalog.json";

    public required Sku Sku { get; init; }

    public required string Title { get; init; }

    public required string Author { get; init; }

    public required string Category { get; init; }

    /// <summary>In minor units.</summary>
    public required long Price { get; init; }

    public required Currency Currency { get; init; }

    public required long Stock { get; init; }

    /// <summary>Reads the books that come with the program.</summary>
    public static IReadOnlyList<SeedBook> ReadAll()
    {
        using var json = typeof(SeedBook).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        return JsonSerializer.Deserialize(json, SeedJson.Default.SeedBookArray)
            ?? throw new InvalidOperationException($"The resource {Resource} is empty.");
    }

    public ProductDraft ToDraft() => new()
    {
        Sku = Sku,
        Title = Title,
        Author = Author,
        Category = Category,
        Price = new(Price, Currency),
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SeedBook[]))]
internal sealed partial class SeedJson : JsonSerializerContext;
