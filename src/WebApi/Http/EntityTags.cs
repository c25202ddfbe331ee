using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ShopActors.WebApi.Http;

/// <summary>Entity tags from grain versions: <c>"7"</c>.</summary>
internal static class EntityTags
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>
    /// The tag of a cart as shown: prices and warnings follow the catalogue without a change of the cart.
    /// </summary>
    public static string Of(CartSnapshot cart)
    {
        var shown = (ulong)cart.Warnings.Length;
        foreach (var line in cart.Lines)
        {
            shown = unchecked((shown * 1_000_003) + (ulong)line.UnitPrice.MinorUnits);
        }

        return string.Create(CultureInfo.InvariantCulture, $"\"{cart.Version}-{shown:x}\"");
    }

    /// <summary>Whether the client already has the version of the tag.</summary>
    public static bool IsUnchanged(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known) &&
        known.Any(candidate => candidate.Tag == "*" || candidate.Tag == tag);

    /// <summary>Reads <c>If-Match</c>; false if it is present but is not a single version.</summary>
    public static bool TryReadIfMatch(HttpRequest request, out long? version)
    {
        version = null;
        StringValues header = request.Headers.IfMatch;
        if (header.Count == 0) return true;
        if (!EntityTagHeaderValue.TryParse(header.ToString(), out var tag) || tag.IsWeak) return false;
        if (!long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
        {
            return false;
        }

        version = parsed;
        return true;
    }
}
