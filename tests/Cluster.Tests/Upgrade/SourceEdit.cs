using System.Text.RegularExpressions;

namespace ShopActors.Cluster.Tests.Upgrade;

/// <summary>One change to one file of the sources, found by a pattern that must match exactly once.</summary>
/// <param name="Path">From the repository's root.</param>
/// <param name="Anchor">A regular expression; <c>^</c> and <c>$</c> are the ends of a line.</param>
/// <param name="Replace">What stands there instead.</param>
internal sealed record SourceEdit(string Path, string Anchor, MatchEvaluator Replace)
{
    public void Apply(string root)
    {
        var file = System.IO.Path.Combine(root, Path);
        if (!File.Exists(file)) throw Outdated("does not exist");

        var text = File.ReadAllText(file);
        var matches = Regex.Count(text, Anchor, RegexOptions.Multiline);
        if (matches != 1) throw Outdated($"matches {matches} times, not once: {Anchor}");

        File.WriteAllText(file, Regex.Replace(text, Anchor, Replace, RegexOptions.Multiline));
    }

    private InvalidOperationException Outdated(string why) =>
        new($"The next version of the shop cannot be made: {Path} {why}. Adapt {nameof(NextVersion)} to the sources.");
}
