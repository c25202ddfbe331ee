using System.Text.RegularExpressions;

namespace Orleans.Streams;

/// <summary>The namespaces that a regular expression matches.</summary>
internal sealed class RegexStreamNamespacePredicate(string pattern) : IStreamNamespacePredicate
{
    private readonly Regex _regex = new(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public string PredicatePattern => $"regex:{pattern}";

    public bool IsMatch(string streamNamespace) => _regex.IsMatch(streamNamespace ?? string.Empty);
}
