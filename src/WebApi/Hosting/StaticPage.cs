using System.Reflection;
using System.Security.Cryptography;

namespace ShopActors.WebApi.Hosting;

/// <summary>
/// The shop's page: a few files embedded in the assembly, so that they are found from any working directory.
/// </summary>
internal static class StaticPage
{
    private const string ResourcePrefix = "wwwroot/";

    public static void MapStaticPage(this IEndpointRouteBuilder routes)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var file = new byte[stream.Length];
            stream.ReadExactly(file);
            var path = "/" + name[ResourcePrefix.Length..];
            Map(routes, path == "/index.html" ? "/" : path, file);
        }
    }

    private static void Map(IEndpointRouteBuilder routes, string path, byte[] file)
    {
        var type = Path.GetExtension(path) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "text/html; charset=utf-8",
        };
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(file))[..16]}\"";
        routes.MapGet(path, (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            context.Response.Headers.ETag = tag;
            return context.Request.Headers.IfNoneMatch == tag
                ? Results.StatusCode(StatusCodes.Status304NotModified)
                : Results.Bytes(file, type);
        }).Public().ExcludeFromDescription();
    }
}
