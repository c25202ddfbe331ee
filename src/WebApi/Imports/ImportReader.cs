using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using ShopActors.WebApi.Catalog;

namespace ShopActors.WebApi.Imports;

/// <summary>
/// Reads the lines of an upload, one at a time. A line that cannot be read becomes one with an error, and the next is
/// read.
/// </summary>
internal static class ImportReader
{
    /// <summary>One product per line, as in a request for one, with <c>stock</c> for the counted units.</summary>
    public static async IAsyncEnumerable<ImportLine> ReadJsonAsync(Stream body, JsonSerializerOptions options)
    {
        using var reader = new StreamReader(body, new UTF8Encoding(false, throwOnInvalidBytes: false));
        for (var number = 1L; await reader.ReadLineAsync() is { } text; number++)
        {
            if (text.Length == 0) continue;
            yield return text.Length > ImportLimits.LineLengthMax
                ? Unreadable(number)
                : ToLine(number, Parse(text, options));
        }
    }

    /// <summary>
    /// A head line with the names of the columns, in any order: <c>sku</c>, <c>title</c>, <c>price</c> in minor units,
    /// <c>currency</c>, and as needed the others of <see cref="ProductTable.Columns"/>.
    /// </summary>
    public static async IAsyncEnumerable<ImportLine> ReadCsvAsync(Stream body, JsonSerializerOptions options)
    {
        using var reader = new StreamReader(body, new UTF8Encoding(false, throwOnInvalidBytes: false));
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = null,
            MissingFieldFound = null,
            MaxFieldSize = ImportLimits.LineLengthMax,
            PrepareHeaderForMatch = static head => head.Header.Trim().ToUpperInvariant(),
        });
        if (!await csv.ReadAsync()) yield break;
        csv.ReadHeader();
        for (var number = 1L; await csv.ReadAsync(); number++) yield return ToLine(number, Parse(csv, options));
    }

    private static ProductLine? Parse(string text, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize<ProductLine>(text, options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ProductLine? Parse(CsvReader csv, JsonSerializerOptions options)
    {
        if (Text("sku") is not { } sku || Text("title") is not { } title) return null;
        if (!TryNumber("price", out var price) || price is null) return null;
        if (!TryNumber("weightGrams", out var weight) || !TryNumber("stock", out var stock)) return null;
        if (!TryNumber("compareAtPrice", out var compareAt)) return null;
        if (!Currency.TryParse(Text("currency") ?? Currency.Eur.Value, out var currency)) return null;
        if (!ProductAttributes.TryRead(Text("attributes"), out var attributes)) return null;
        if (attributes.DistinctBy(attribute => attribute.Name).Count() < attributes.Length) return null;
        try
        {
            return new(
                sku, title, new(price.Value, currency), Text("author"), Text("category"), Text("description"),
                Text("taxClass"), weight, compareAt is null ? null : new(compareAt.Value, currency),
                List<PriceRequest>("prices"), List<PlannedPriceRequest>("plannedPrices"), Text("group"),
                attributes.ToImmutableDictionary(attribute => attribute.Name, attribute => attribute.Value),
                List<ImageBody>("images"), stock, Text("status"));
        }
        catch (JsonException)
        {
            return null;
        }

        List<T>? List<T>(string column) =>
            Text(column) is { } text ? JsonSerializer.Deserialize<List<T>>(text, options) : null;

        string? Text(string column) =>
            csv.TryGetField(column, out string? text) && !string.IsNullOrWhiteSpace(text) ? text : null;

        bool TryNumber(string column, out long? number)
        {
            number = null;
            if (Text(column) is not { } text) return true;
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read)) return false;
            number = read;
            return true;
        }
    }

    private static ImportLine ToLine(long number, ProductLine? read) =>
        read is not null && Sku.TryParse(read.Sku, out var sku)
        && ProductLists.Broken(read.Prices, read.PlannedPrices, read.Images) is null
        && read.TryReadStatus(out var status)
            ? new() { Number = number, Product = read.ToDraft(sku, status), OnHand = read.Stock }
            : Unreadable(number);

    private static ImportLine Unreadable(long number) => new() { Number = number, Error = ErrorCode.InvalidLine };
}
