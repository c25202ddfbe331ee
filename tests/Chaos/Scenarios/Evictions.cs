using System.Text.RegularExpressions;

namespace ShopActors.Chaos.Scenarios;

/// <summary>Which silos were voted out of the cluster, by what the others wrote to their logs.</summary>
internal static partial class Evictions
{
    public static IReadOnlyCollection<string> In(string home) =>
        [.. Directory.EnumerateFiles(home, "*.out")
            .SelectMany(File.ReadLines)
            .Select(line => Evicting().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups["silo"].Value)
            .Distinct()];

    [GeneratedRegex("Evicting '(?<silo>[^']+)'")]
    private static partial Regex Evicting();
}
