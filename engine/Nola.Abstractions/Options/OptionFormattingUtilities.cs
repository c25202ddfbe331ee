using System.Globalization;

namespace Orleans;

/// <summary>Writes options as text.</summary>
public static class OptionFormattingUtilities
{
    /// <summary>A key with its value.</summary>
    public static string Format(object? key, object? value, string? formatting = null) =>
        string.Format(CultureInfo.InvariantCulture, formatting ?? "{0}: {1}", key, value);

    /// <summary>The name of options.</summary>
    public static string Name<TOptions>(string? name = null, string? formatting = null) =>
        name is null && formatting is null
            ? typeof(TOptions).FullName!
            : string.Format(CultureInfo.InvariantCulture, formatting ?? "{0}-{1}", typeof(TOptions).FullName, name);
}
