using System.Collections.Frozen;
using System.Text.Json;

namespace ShopActors;

/// <summary>The public names of states, reasons and codes: lower case, words joined by underscores.</summary>
public static class PublicName
{
    /// <summary>Returns the name: <c>partially_refunded</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value has no name in this version.</exception>
    public static string Of<T>(T value)
        where T : struct, Enum =>
        Names<T>.ByValue.TryGetValue(value, out var name)
            ? name
            : throw new ArgumentOutOfRangeException(nameof(value), value, null);

    /// <summary>Returns the value of a name.</summary>
    public static bool TryParse<T>(string? name, out T value)
        where T : struct, Enum =>
        Names<T>.ByName.TryGetValue(name ?? "", out value);

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> ByValue = Enum.GetValues<T>()
            .ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, T> ByName =
            ByValue.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
