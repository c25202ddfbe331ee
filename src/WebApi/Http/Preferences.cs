using System.Globalization;

namespace ShopActors.WebApi.Http;

/// <summary>
/// What clients may ask for with <c>Prefer</c> (RFC 7240). What is unknown or malformed is ignored, as the RFC demands.
/// </summary>
internal static class Preferences
{
    public const string HeaderName = "Prefer";

    /// <summary>Marks a route that leaves the body out on <c>Prefer: return=minimal</c>.</summary>
    public static TBuilder HonoursMinimal<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new PreferUse(Preferred.Minimal));

    /// <summary>Marks a route that answers early on <c>Prefer: respond-async</c> and <c>wait</c>.</summary>
    public static TBuilder HonoursWait<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new PreferUse(Preferred.Wait));

    /// <summary>Whether the client wants no body.</summary>
    public static bool WantsMinimal(this HttpRequest request) =>
        string.Equals(Find(request, "return"), "minimal", StringComparison.OrdinalIgnoreCase);

    /// <summary>How long the client wants to wait; null if it does not tell.</summary>
    public static TimeSpan? GetWait(this HttpRequest request) =>
        int.TryParse(Find(request, "wait"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : Find(request, "respond-async") is not null ? TimeSpan.Zero : null;

    /// <summary>A preference's first value, empty if it has none; null if it is not there.</summary>
    private static string? Find(HttpRequest request, string name)
    {
        foreach (var preference in request.Headers[HeaderName].SelectMany(line => line?.Split(',') ?? []))
        {
            var parts = preference.Split(';')[0].Split('=', 2);
            if (!string.Equals(parts[0].Trim(), name, StringComparison.OrdinalIgnoreCase)) continue;
            return parts.Length == 1 ? "" : parts[1].Trim().Trim('"');
        }

        return null;
    }
}

/// <summary>The preferences that a route honours.</summary>
internal enum Preferred
{
    /// <summary>An answer without a body.</summary>
    Minimal = 1,

    /// <summary>An answer within some time, even if work is left.</summary>
    Wait = 2,
}

/// <summary>Marks a route that honours a preference.</summary>
internal sealed record PreferUse(Preferred Preferred);
