using System.Globalization;
using System.Text.Json;
using CsvHelper;
using ShopActors.WebApi.Catalog;

namespace ShopActors.WebApi.Imports;

/// <summary>
/// Products as CSV. Lists are in one field, as JSON of a request for one product; attributes as
/// <c>colour:red;size:M</c>.
/// </summary>
internal static class ProductTable
{
    /// <summary>The names of the columns.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "sku", "title", "price", "currency", "author", "category", "description", "taxClass", "weightGrams",
        "compareAtPrice", "prices", "plannedPrices", "group", "attributes", "images", "stock",
        "status",
    ];

    public static void WriteHead(CsvWriter csv)
    {
        foreach (var column in Columns) csv.WriteField(column);
        csv.NextRecord();
    }

    public static void Write(CsvWriter csv, ProductLine line, JsonSerializerOptions options)
    {
        csv.WriteField(line.Sku);
        csv.WriteField(line.Title);
        csv.WriteField(Text(line.Price.Amount));
        csv.WriteField(line.Price.Currency.Value);
        csv.WriteField(line.Author);
        csv.WriteField(line.Category);
        csv.WriteField(line.Description);
        csv.WriteField(line.TaxClass);
        csv.WriteField(Text(line.WeightGrams));
        csv.WriteField(Text(line.CompareAtPrice?.Amount));
        csv.WriteField(Json(line.Prices));
        csv.WriteField(Json(line.PlannedPrices));
        csv.WriteField(line.Group);
        csv.WriteField(ProductAttributes.Write(line.Attributes));
        csv.WriteField(Json(line.Images));
        csv.WriteField(Text(line.Stock));
        csv.WriteField(line.Status);
        csv.NextRecord();

        string? Json<T>(T? list)
            where T : class => list is null ? null : JsonSerializer.Serialize(list, options);
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
