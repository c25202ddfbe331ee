using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ShopActors;

/// <summary>
/// The chain of hashes of the log of operators. Changing, removing or inserting an entry changes the hashes of all
/// later ones, so that a copy of the last hash, kept outside the shop, shows it.
/// </summary>
internal static class OperatorLogChain
{
    /// <summary>What the first entry follows.</summary>
    public const string Start = "";

    public static OperatorLogEntry Next(long sequence, string before, OperatorAction action, DateTimeOffset now)
    {
        var entry = new OperatorLogEntry { Sequence = sequence, At = now, Action = action, Hash = "" };
        return entry with { Hash = HashOf(before, entry) };
    }

    /// <summary>What is wrong with entries that follow a hash; null if nothing is.</summary>
    /// <param name="first">The number that the first entry must have.</param>
    /// <param name="before">The hash of the entry before; afterwards that of the last one.</param>
    /// <param name="entries">The entries.</param>
    public static string? Check(long first, ref string before, ImmutableArray<OperatorLogEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Sequence != first) return $"Entry {first} is missing: {entry.Sequence} is in its place.";
            if (entry.Hash != HashOf(before, entry)) return $"Entry {first} does not have its hash.";
            (first, before) = (first + 1, entry.Hash);
        }

        return null;
    }

    private static string HashOf(string before, OperatorLogEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, before);
        Add(hash, entry.Sequence.ToString(CultureInfo.InvariantCulture));
        Add(hash, entry.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        Add(hash, entry.Action.Request.Value);
        Add(hash, entry.Action.Operator.Value);
        Add(hash, entry.Action.Name);
        Add(hash, entry.Action.Operation);
        Add(hash, entry.Action.Target);
        Add(hash, entry.Action.Status?.ToString(CultureInfo.InvariantCulture) ?? "");
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Length-prefixed, so that ("a", "bc") and ("ab", "c") differ.
    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
