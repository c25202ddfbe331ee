namespace Orleans.Streams;

/// <summary>One namespace.</summary>
internal sealed class ExactMatchNamespacePredicate(string targetNamespace) : IStreamNamespacePredicate
{
    public string PredicatePattern => $"namespace:{targetNamespace}";

    public bool IsMatch(string streamNamespace) =>
        string.Equals(targetNamespace, streamNamespace?.Trim(), StringComparison.Ordinal);
}
