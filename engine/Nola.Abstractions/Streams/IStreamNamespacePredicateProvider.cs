using System.Diagnostics.CodeAnalysis;

namespace Orleans.Streams;

/// <summary>Makes predicates of their patterns.</summary>
public interface IStreamNamespacePredicateProvider
{
    /// <summary>The predicate of a pattern of the provider's kind.</summary>
    bool TryGetPredicate(string predicatePattern, [MaybeNullWhen(false)] out IStreamNamespacePredicate predicate);
}
