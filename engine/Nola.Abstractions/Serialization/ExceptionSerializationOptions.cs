namespace Orleans.Serialization;

/// <summary>Which exceptions without a codec keep their type on the way to the caller.</summary>
public sealed class ExceptionSerializationOptions
{
    /// <summary>
    /// Namespaces, with those below them, whose exceptions are rebuilt from type, message and stack trace.
    /// <value>Default: Microsoft, System and Azure.</value>
    /// </summary>
    public HashSet<string> SupportedNamespacePrefixes { get; } =
        new(StringComparer.Ordinal) { "Microsoft", "System", "Azure" };

    /// <summary>Says of further exception types whether they are rebuilt. <value>Default: of none.</value></summary>
    public Func<Type, bool> SupportedExceptionTypeFilter { get; set; } = _ => false;
}
