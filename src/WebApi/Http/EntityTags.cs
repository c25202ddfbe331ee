using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Microsoft.Net.Http.Headers;

namespace ShopActors.WebApi.Http;

/// <summary>
/// Entity tags: the version, <c>"7"</c>, and for what shows more than the version determines also a hash of that,
/// <c>"7-5d3c"</c>. <c>If-Match</c> compares the version only, because that is what a write replaces.
/// </summary>
internal static class EntityTags
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The tag of what also shows another resource's version.</summary>
    public static string Of(long version, long other) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{version}-{other}\"");

    /// <summary>
    /// The tag of a cart as shown: titles, prices and warnings follow the catalogue and the stock without a change of
    /// the cart.
    /// </summary>
    public static string Of(CartSnapshot cart)
    {
        var hash = 0UL;
        foreach (var line in cart.Lines)
        {
            hash = Add(Add(hash, line.Title), (ulong)line.UnitPrice.MinorUnits);
        }

        foreach (var warning in cart.Warnings)
        {
            hash = Add(Add(hash, warning.Code), warning.Line.Value);

            // The order of a dictionary is not defined, so the details are summed.
            var details = 0UL;
            foreach (var (name, value) in warning.Details) details = unchecked(details + Add(Add(0, name), value));
            hash = Add(hash, details);
        }

        return string.Create(CultureInfo.InvariantCulture, $"\"{cart.Version}-{hash:x}\"");
    }

    /// <summary>Whether the client already has the version of the tag.</summary>
    public static bool IsUnchanged(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known) &&
        known.Any(candidate => candidate.Tag == "*" || candidate.Tag == tag);

    /// <summary>
    /// Reads the condition of a write: null if there is none; false if it is malformed. <c>If-None-Match: *</c> asks
    /// that there be nothing yet, which is version 0.
    /// </summary>
    public static bool TryReadMatch(HttpRequest request, out VersionMatch? match)
    {
        match = null;
        var (wanted, unwanted) = (request.Headers.IfMatch, request.Headers.IfNoneMatch);
        if (unwanted.Count > 0)
        {
            match = VersionMatch.None;
            return wanted.Count == 0 && unwanted is ["*"];
        }

        if (wanted.Count == 0) return true;
        if (!EntityTagHeaderValue.TryParseStrictList(wanted, out var tags)) return false;

        // Weak tags never match a write (RFC 9110, 13.1.1), and what is no version matches none.
        match = tags.Any(tag => tag.Tag == "*")
            ? VersionMatch.Any
            : new([.. tags.Where(tag => !tag.IsWeak).Select(VersionOf).OfType<long>()]);
        return true;
    }

    private static long? VersionOf(EntityTagHeaderValue tag)
    {
        var text = tag.Tag.AsSpan().Trim('"');
        var end = text.IndexOf('-');
        return long.TryParse(
            end < 0 ? text : text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
    }

    private static ulong Add(ulong hash, string text) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()), unchecked((long)hash));

    private static ulong Add(ulong hash, ulong value) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in value)), unchecked((long)hash));
}
