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
    /// <c>currency</c>, and as needed <c>author</c>, <c>category</c>, <c>description</c>, <c>taxClass</c>,
    /// <c>weightGrams</c>, <c>stock</c>.
    /// </summary>
    public static async IAsyncEnumerable<ImportLine> ReadCsvAsync(Stream body)
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
        for (var number = 1L; await csv.ReadAsync(); number++) yield return ToLine(number, Parse(csv));
    }

    private static ImportProduct? Parse(string text, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize<ImportProduct>(text, options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ImportProduct? Parse(CsvReader csv)
    {
        if (Text("sku") is not { } sku || Text("title") is not { } title) return null;
        if (!TryNumber("price", out var price) || price is null) return null;
        if (!TryNumber("weightGrams", out var weight) || !TryNumber("stock", out var stock)) return null;
        if (!Currency.TryParse(Text("currency") ?? Currency.Eur.Value, out var currency)) return null;
        return new(
            sku, title, new(price.Value, currency), Text("author"), Text("category"), Text("description"),
            Text("taxClass"), weight, stock);

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

    private static ImportLine ToLine(long number, ImportProduct? read) =>
        read is not null && Sku.TryParse(read.Sku, out var sku)
            ? new() { Number = number, Product = read.ToDraft(sku), OnHand = read.Stock }
            : Unreadable(number);

    private static ImportLine Unreadable(long number) => new() { Number = number, Error = ErrorCode.InvalidLine };
}

/// <summary>A product of an upload.</summary>
internal sealed record ImportProduct(
    string Sku,
    string Title,
    AmountRequest Price,
    string? Author = null,
    string? Category = null,
    string? Description = null,
    string? TaxClass = null,
    long? WeightGrams = null,
    long? Stock = null)
{
    public ProductDraft ToDraft(Sku sku) => new CreateProductRequest(
        Sku, Title, Price, Author, Category, Description, TaxClass, WeightGrams).ToDraft(sku);
}
