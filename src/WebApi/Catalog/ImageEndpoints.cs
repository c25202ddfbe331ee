using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using ShopActors.WebApi.Limits;

namespace ShopActors.WebApi.Catalog;

/// <summary>Pictures of products that the shop keeps itself.</summary>
internal static class ImageEndpoints
{
    // The bytes of an id never change.
    private const string ForEver = "public, max-age=31536000, immutable";

    private static readonly TimeSpan UploadTimeMax = TimeSpan.FromMinutes(1);

    private static readonly string[] Types = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];

    public static void MapImages(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/images", Upload).ForOperators(Scopes.CatalogWrite).WithTags("Products")
            .WithName("uploadImage").Accepts<string>(Types[0], Types[1..]).WithMetadata(new StreamedBody())
            .WithRequestTimeout(UploadTimeMax).Refuses(ErrorCode.InvalidImage);
        routes.MapGet("/images/{imageId}", Get).Public().WithTags("Products").WithName("getImage")
            .Produces<string>(StatusCodes.Status200OK, Types[0], Types[1..]).Refuses(ErrorCode.ImageNotFound);
    }

    /// <summary>Stores an image.</summary>
    /// <remarks>
    /// PNG, JPEG, GIF, WebP or AVIF, up to 1 MiB; what counts is the content, not the header. Its id follows from its
    /// bytes, so storing it again has the same answer. Products refer to it by <c>url</c>.
    /// </remarks>
    internal static async Task<Results<Created<UploadedImageBody>, Problem>> Upload(
        HttpContext context, IGrainFactory grains, Command command)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = CatalogLimits.ImageBytesMax;
        }

        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        var bytes = ImmutableCollectionsMarshal.AsImmutableArray(content.ToArray());
        var id = ImageId.For(bytes.AsSpan());
        var put = await grains.GetGrain<IImageGrain>(id.Value).Put(command.Caller, bytes);
        if (put.IsRefused) return new Problem(put.Error);
        Answers.Describe(context, null, put.IsReplay);
        var path = $"/images/{id}";
        return TypedResults.Created(path, new UploadedImageBody(id.Value, path, put.Value, bytes.Length));
    }

    /// <summary>Reads an image.</summary>
    /// <remarks>It may be kept for ever: an id always has the same bytes.</remarks>
    internal static async Task<Results<FileContentHttpResult, NotModified, Problem>> Get(
        HttpContext context, IGrainFactory grains, string imageId)
    {
        if (!ImageId.TryParse(imageId, out var id)) return new Problem(UnknownIds.Image);
        var found = await grains.GetGrain<ICatalogGrain>(CatalogLimits.ReaderKey).GetImage(id);
        if (found.IsRefused) return new Problem(found.Error);
        var tag = $"\"{id}\"";
        (context.Response.Headers.CacheControl, context.Response.Headers.ETag) = (ForEver, tag);
        if (EntityTags.IsUnchanged(context.Request, tag)) return NotModified.Instance;
        var bytes = ImmutableCollectionsMarshal.AsArray(found.Value.Bytes)!;
        return TypedResults.Bytes(bytes, found.Value.MediaType);
    }
}

/// <summary>An image that is stored.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">What products refer to it by.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record UploadedImageBody(
    [TextOf<ImageId>] string Id, string Url, string MediaType, int Bytes);
