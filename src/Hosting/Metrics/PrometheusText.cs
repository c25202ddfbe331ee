using System.Globalization;
using System.Text;

namespace ShopActors.Hosting.Metrics;

/// <summary>
/// The names and the text of the Prometheus exposition format, version 0.0.4. Names are converted by OpenTelemetry's
/// own rules, so dashboards made for its exporters work.
/// </summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Builds the name of a metric: valid characters, the unit in full, and the suffix of its kind.</summary>
    public static string NameOf(string name, string? unit, bool isCounter, bool isRatio)
    {
        var result = Clean(name, allowColon: true);
        var suffix = UnitOf(unit, isRatio);
        if (suffix.Length > 0 && !result.EndsWith(suffix, StringComparison.Ordinal)) result = $"{result}_{suffix}";
        return isCounter && !result.EndsWith("_total", StringComparison.Ordinal) ? $"{result}_total" : result;
    }

    /// <summary>Formats tags as labels, sorted by name; empty if there are none.</summary>
    public static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length == 0) return string.Empty;

        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            labels[Clean(key, allowColon: false)] = Convert.ToString(value, CultureInfo.InvariantCulture)
                ?? string.Empty;
        }

        return string.Join(',', labels.Select(label => $"{label.Key}=\"{Escape(label.Value)}\""));
    }

    public static void AppendHead(StringBuilder text, string name, string type, string? description)
    {
        if (!string.IsNullOrEmpty(description))
        {
            text.Append("# HELP ").Append(name).Append(' ')
                .Append(description.Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("\n", "\\n", StringComparison.Ordinal))
                .Append('\n');
        }

        text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    public static void AppendSample(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Format(value)).Append('\n');
    }

    public static string Format(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string UnitOf(string? unit, bool isRatio) => unit switch
    {
        null or "" => string.Empty,
        "ms" => "milliseconds",
        "s" => "seconds",
        "us" => "microseconds",
        "By" or "bytes" => "bytes",
        "MB" => "megabytes",
        "%" => "percent",
        "1" => isRatio ? "ratio" : string.Empty,
        _ => unit[0] == '{' ? string.Empty : Clean(unit, allowColon: false),
    };

    private static string Clean(string name, bool allowColon)
    {
        var clean = new StringBuilder(name.Length + 1);
        if (name.Length == 0 || char.IsAsciiDigit(name[0])) clean.Append('_');
        foreach (var character in name)
        {
            var isAllowed = char.IsAsciiLetterOrDigit(character)
                || character == '_'
                || (allowColon && character == ':');
            clean.Append(isAllowed ? character : '_');
        }

        return clean.ToString();
    }

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
