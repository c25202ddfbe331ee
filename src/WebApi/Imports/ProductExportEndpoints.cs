using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using ShopActors.WebApi.Catalog;

namespace ShopActors.WebApi.Imports;

/// <summary>Exporting products, their prices and their stock, in the form that the import takes.</summary>
internal static class ProductExportEndpoints
{
    /// <summary>The formats, by their names in a query.</summary>
    public static readonly string[] Formats = ["csv", "jsonl"];

    private const string Csv = "text/csv";
    private const string JsonLines = "application/x-ndjson";

    private static readonly TimeSpan DownloadTimeMax = TimeSpan.FromMinutes(30);
    private static readonly byte[] LineEnd = "\n"u8.ToArray();
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void MapExports(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/exports/products", Export).ForOperators(Scopes.CatalogWrite).WithTags("Products")
            .WithName("exportProducts").Produces<string>(StatusCodes.Status200OK, Csv, JsonLines)
            .WithRequestTimeout(DownloadTimeMax).Sends(HeaderNames.ContentDisposition)
            .Refuses(ErrorCode.InvalidQuery);

    /// <summary>Exports products.</summary>
    /// <remarks>
    /// All that are on sale, or those of another status, by SKU, with the units on hand. Each is as it was when its
    /// line was written. Importing the file again changes nothing.
    /// </remarks>
    internal static async Task<Results<PushStreamHttpResult, Problem>> Export(
        HttpContext context, IGrainFactory grains, IOptions<JsonOptions> json, string? format, string? saleStatus)
    {
        var isCsv = string.IsNullOrEmpty(format) || format == Formats[0];
        if (!isCsv && format != Formats[1]) return new Problem(ApiErrors.InvalidQuery([nameof(format)]));
        var read = new ProductListQuery(null, null, null, null, null, null, null, null, null, null, saleStatus)
            .Read(new(null, ProductQuery.LimitMax), context.GetCaller());
        if (read.IsRefused) return new Problem(read.Error);

        // The first page before the answer begins: a shop that cannot answer says so.
        var reader = grains.GetGrain<ICatalogGrain>(CatalogLimits.ReaderKey);
        var first = await reader.Search(read.Value);
        if (first.IsRefused) return new Problem(first.Error);
        var lines = ReadAsync(reader, read.Value, first.Value);
        return TypedResults.Stream(
            stream => isCsv ? WriteCsvAsync(stream, lines, json.Value.SerializerOptions)
                : WriteJsonAsync(stream, lines, json.Value.SerializerOptions),
            isCsv ? Csv : JsonLines,
            $"products.{(isCsv ? Formats[0] : Formats[1])}");
    }

    private static async IAsyncEnumerable<ProductLine[]> ReadAsync(
        ICatalogGrain reader, ProductQuery query, ProductPage page)
    {
        while (true)
        {
            var onHand = await reader.GetOnHand([.. page.Items.Select(product => product.Sku)]);
            yield return [.. page.Items.Select((product, i) => ProductLine.Of(product, onHand[i]))];
            if (page.NextCursor is null) yield break;
            var next = await reader.Search(query with { Cursor = page.NextCursor });
            page = next.Value ?? throw new InvalidOperationException($"The next page was refused: {next.Error}.");
        }
    }

    private static async Task WriteCsvAsync(
        Stream stream, IAsyncEnumerable<ProductLine[]> pages, JsonSerializerOptions options)
    {
        // The writer is synchronous, the answer is not: a page at a time goes through memory.
        using var buffer = new MemoryStream();
        await using var writer = new StreamWriter(buffer, Utf8, leaveOpen: true);
        await using var csv = new CsvWriter(writer, CultureInfo.InvariantCulture, leaveOpen: true);
        ProductTable.WriteHead(csv);
        await foreach (var page in pages)
        {
            foreach (var line in page) ProductTable.Write(csv, line, options);
            await csv.FlushAsync();
            await writer.FlushAsync();
            await stream.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
            buffer.SetLength(0);
        }
    }

    private static async Task WriteJsonAsync(
        Stream stream, IAsyncEnumerable<ProductLine[]> pages, JsonSerializerOptions options)
    {
        await foreach (var page in pages)
        {
            foreach (var line in page)
            {
                await JsonSerializer.SerializeAsync(stream, line, options);
                await stream.WriteAsync(LineEnd);
            }

            await stream.FlushAsync();
        }
    }
}
