using System.Collections.Immutable;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using ShopActors.WebApi.Limits;

namespace ShopActors.WebApi.Imports;

/// <summary>Importing products, their prices and their stock.</summary>
internal static class ImportEndpoints
{
    private const string Csv = "text/csv";
    private const string JsonLines = "application/x-ndjson";

    private static readonly TimeSpan UploadTimeMax = TimeSpan.FromMinutes(30);

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/imports/products", Import).ForOperators(Scopes.CatalogWrite).WithTags("Products")
            .WithName("importProducts").Accepts<string>(Csv, JsonLines).WithMetadata(new StreamedBody())
            .WithRequestTimeout(UploadTimeMax).Refuses(
                ErrorCode.ImportOutOfOrder, ErrorCode.InvalidRequest, ErrorCode.IdempotencyKeyReused);
        routes.MapGet("/imports/{importId}", Get).ForOperators(Scopes.CatalogWrite).WithTags("Products")
            .WithName("getImport").Refuses(ErrorCode.ImportNotFound);
    }

    /// <summary>Imports products.</summary>
    /// <remarks>
    /// The body is CSV with a head line, or JSON lines. A line adds a product or replaces the one of its SKU, and with
    /// <c>stock</c> sets the counted units, and with <c>status</c> whether the product is published, a draft (new ones
    /// only) or withdrawn. The answer comes when all lines are stored; they are imported in the
    /// background, each once. An upload that was cut off goes on when it is repeated with its <c>Idempotency-Key</c>.
    /// </remarks>
    internal static async Task<Results<Accepted<ImportBody>, Problem>> Import(
        HttpContext context, IGrainFactory grains, Command command, IOptions<ApiLimits> limits,
        IOptions<JsonOptions> json)
    {
        var isCsv = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.MediaType == Csv;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limits.Value.ImportBytesMax;
        }

        var id = ImportId.For(command.Id);
        var grain = grains.GetGrain<IImportGrain>(id.Value);
        var import = await grain.Begin(command.Caller, isCsv ? Csv : JsonLines);
        if (import.IsRefused) return new Problem(import.Error);
        var isReplay = import.IsReplay;
        var lines = isCsv
            ? ImportReader.ReadCsvAsync(context.Request.Body, json.Value.SerializerOptions)
            : ImportReader.ReadJsonAsync(context.Request.Body, json.Value.SerializerOptions);
        var (chunk, index, count) = (ImmutableArray.CreateBuilder<ImportLine>(ImportLimits.ChunkLines), 0, 0);
        await foreach (var line in lines)
        {
            if (++count > ImportLimits.LinesMax) return new Problem(ApiErrors.BodyTooLarge);
            chunk.Add(line);
            if (chunk.Count < ImportLimits.ChunkLines) continue;
            if (await AddAsync() is { } refused) return new Problem(refused);
        }

        if (chunk.Count > 0 && await AddAsync() is { } error) return new Problem(error);
        var complete = await grain.Complete(command.Caller);
        if (complete.IsRefused) return new Problem(complete.Error);
        Answers.Describe(context, null, isReplay);
        return TypedResults.Accepted($"/imports/{id}", ImportBody.Of(complete.Value));

        async Task<ShopError?> AddAsync()
        {
            // What an earlier upload has brought is only skipped.
            var isKnown = index < import.Value.Chunks;
            var added = isKnown ? null : await grain.AddChunk(command.Caller, index, chunk.ToImmutable());
            index++;
            chunk.Clear();
            return added?.Error;
        }
    }

    /// <summary>Reads an import.</summary>
    /// <remarks>For a week after its last change.</remarks>
    internal static async Task<Results<Ok<ImportBody>, Problem>> Get(
        HttpContext context, IGrainFactory grains, string importId)
    {
        if (!ImportId.TryParse(importId, out var id)) return new Problem(UnknownIds.Import);
        var found = await grains.GetGrain<IImportGrain>(id.Value).Get(context.GetCaller());
        return found.OkOrProblem(ImportBody.Of);
    }
}
