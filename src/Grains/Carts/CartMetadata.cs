using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ShopActors;

/// <summary>What a shopper attaches to a cart or to one of its lines.</summary>
internal static class CartMetadata
{
    /// <summary>The metadata as it is stored; false if an entry is wrong or a name occurs in two spellings.</summary>
    public static bool TryNormalize(
        ImmutableDictionary<string, string> metadata, out ImmutableDictionary<string, string> normal)
    {
        normal = ImmutableDictionary<string, string>.Empty;
        if (metadata.Count > CartLimits.MetadataMax) return false;
        foreach (var (key, text) in metadata)
        {
            if (text is null) return false;
            var (name, value) = (PlainText.Normalize(key), PlainText.Normalize(text));
            if (!PlainText.IsValid(name, CartLimits.MetadataTextMax)) return false;
            if (value.Length > CartLimits.MetadataTextMax || !PlainText.IsHarmless(value)) return false;
            normal = normal.SetItem(name, value);
        }

        return normal.Count == metadata.Count;
    }

    /// <summary>The metadata of two carts: all of the first, and what has room of the second, by name.</summary>
    public static ImmutableDictionary<string, string>? Merge(
        ImmutableDictionary<string, string>? first, ImmutableDictionary<string, string>? second)
    {
        if (second is null || second.IsEmpty) return first;
        var merged = (first ?? ImmutableDictionary<string, string>.Empty).ToBuilder();
        foreach (var (name, value) in second.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (merged.Count == CartLimits.MetadataMax) break;
            merged.TryAdd(name, value);
        }

        return merged.ToImmutable();
    }

    /// <summary>The command's text, followed by a digest of its metadata if it has any.</summary>
    public static string AddDigest(string text, ImmutableDictionary<string, string>? metadata)
    {
        if (metadata is null || metadata.IsEmpty) return text;

        var entries = new StringBuilder();
        foreach (var (name, value) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            // A caller of the grain may send null; the command is refused later.
            entries.Append(name.Length).Append(':').Append(name).Append(value?.Length).Append(':').Append(value);
        }

        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(entries.ToString()));
        return $"{text} {Convert.ToHexStringLower(digest.AsSpan(0, 16))}";
    }
}
