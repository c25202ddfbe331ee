using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Orleans.Streams;

/// <summary>The namespaces that a regular expression matches.</summary>
/// <param name="regex">The expression.</param>
public class RegexStreamNamespacePredicate([StringSyntax(StringSyntaxAttribute.Regex)] string regex)
    : IStreamNamespacePredicate
{
    private readonly Regex _regex = new(regex, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <inheritdoc/>
    public string PredicatePattern => $"regex:{_regex}";

    /// <inheritdoc/>
    public bool IsMatch(string streamNamespace) => _regex.IsMatch(streamNamespace ?? string.Empty);
}
