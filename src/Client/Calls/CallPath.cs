using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ShopActors.Client;

/// <summary>Composes addresses below the shop's own.</summary>
internal static class CallPath
{
    /// <summary>How many entries to read at once when all are wanted: the shop's largest page.</summary>
    public const int PageSize = 100;

    /// <summary>The path of a template, whose values become one segment each.</summary>
    /// <exception cref="ArgumentException">A value cannot be a segment.</exception>
    public static string Of(FormattableString template) => string.Format(
        CultureInfo.InvariantCulture,
        template.Format,
        [.. template.GetArguments().Select(value => Escape((string?)value))]);

    /// <summary>The path with those parameters that have a value.</summary>
    public static string With(this string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var text = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in parameters)
        {
            if (value is null) continue;
            text.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return text.ToString();
    }

    public static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    public static string? Text(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static string? Text(bool? flag) => flag switch { null => null, true => "true", false => "false" };

    /// <summary>The name of a value as the shop writes it.</summary>
    public static string? Text<T>(T? value)
        where T : struct, Enum =>
        value is { } known ? JsonNamingPolicy.SnakeCaseLower.ConvertName(known.ToString()) : null;

    // Dots would be resolved into another path before the request is sent.
    private static string Escape(string? value) => string.IsNullOrWhiteSpace(value) || value is "." or ".."
        ? throw new ArgumentException($"'{value}' cannot be the id of anything.", nameof(value))
        : Uri.EscapeDataString(value);
}
