namespace Orleans.Streams;

/// <summary>Says which namespaces a grain class subscribes to.</summary>
public interface IStreamNamespacePredicate
{
    /// <summary>Whether a namespace is one of them.</summary>
    bool IsMatch(string streamNamespace);

    /// <summary>A text from which the predicate can be made again.</summary>
    string PredicatePattern { get; }
}
