using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Which events a subscriber wants.</summary>
internal static class EventFilter
{
    private const string Prefix = "shop.";
    private const string All = "*";
    private const string AllBelow = ".*";

    /// <summary>Refuses patterns that no event can match.</summary>
    public static ShopError? Check(ImmutableArray<string> patterns)
    {
        if (patterns.IsDefaultOrEmpty || patterns.Length > WebhookLimits.PatternsMax)
        {
            return WebhookErrors.Invalid($"An endpoint has 1 to {WebhookLimits.PatternsMax} event patterns.");
        }

        foreach (var pattern in patterns)
        {
            if (pattern is null || !ShopEventTypes.All.Any(type => Matches(pattern, type)))
            {
                return WebhookErrors.Invalid($"No event matches the pattern '{pattern}'.");
            }
        }

        return null;
    }

    public static bool Wants(ImmutableArray<string> patterns, string type) =>
        patterns.Any(pattern => Matches(pattern, type));

    /// <summary><c>*</c>, <c>order.*</c>, <c>order.placed</c> or the full type.</summary>
    private static bool Matches(string pattern, string type)
    {
        if (pattern == All || pattern == type) return true;
        var name = type.AsSpan(Prefix.Length);
        var asked = pattern.StartsWith(Prefix, StringComparison.Ordinal) ? pattern.AsSpan(Prefix.Length) : pattern;
        if (asked.EndsWith(AllBelow, StringComparison.Ordinal))
        {
            return name.StartsWith(asked[..^1], StringComparison.Ordinal);
        }

        return asked.SequenceEqual(name[..name.LastIndexOf('.')]);
    }
}
