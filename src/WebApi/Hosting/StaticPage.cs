using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace ShopActors.WebApi.Hosting;

/// <summary>
/// The shop's pages: a few files embedded in the assembly, so that they are found from any working directory. The page
/// of a folder is at the folder's address.
/// </summary>
internal static class StaticPage
{
    private const string ResourcePrefix = "wwwroot/";
    private const string IndexName = "index.html";

    public static void MapStaticPage(this IEndpointRouteBuilder routes)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal)))
        {
            var path = "/" + name[ResourcePrefix.Length..];
            // Compressed when it is first asked for: the files of a console that stays closed cost nothing.
            Map(routes, path, new(() => Read(assembly, name)));
        }
    }

    private static Representation[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return [Compress("br", file), Compress("gzip", file), new Representation(null, file)];
    }

    private static void Map(IEndpointRouteBuilder routes, string path, Lazy<Representation[]> all)
    {
        var type = Path.GetExtension(path) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".json" => "application/json",
            ".svg" => "image/svg+xml",
            _ => "text/html; charset=utf-8",
        };
        var address = path.EndsWith(IndexName, StringComparison.Ordinal) ? path[..^IndexName.Length] : path;
        routes.MapGet(address, (HttpContext context) =>
        {
            var accepted = context.Request.GetTypedHeaders().AcceptEncoding;
            var chosen = all.Value.First(one => one.Encoding is not { } name ||
                accepted.Any(encoding => encoding.Value == name && encoding.Quality is not 0));
            var headers = context.Response.Headers;
            (headers.CacheControl, headers.Vary, headers.ETag) = ("no-cache", HeaderNames.AcceptEncoding, chosen.Tag);
            if (context.Request.Headers.IfNoneMatch == chosen.Tag)
            {
                return Results.StatusCode(StatusCodes.Status304NotModified);
            }

            if (chosen.Encoding is not null) headers.ContentEncoding = chosen.Encoding;
            return Results.Bytes(chosen.Content, type);
        }).Public().ExcludeFromDescription();
    }

    private static Representation Compress(string encoding, byte[] file)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = encoding == "br"
            ? new BrotliStream(compressed, CompressionLevel.SmallestSize)
            : new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            stream.Write(file);
        }

        return new(encoding, compressed.ToArray());
    }

    /// <summary>A file as it is sent.</summary>
    private sealed record Representation(string? Encoding, byte[] Content)
    {
        /// <summary>Of these bytes: another encoding is another representation.</summary>
        public string Tag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Content))[..16]}\"";
    }
}
