namespace Orleans.Metadata;

/// <summary>The grain type that serves the interface where several could.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class DefaultGrainTypeAttribute(string grainType) : Attribute
{
    /// <summary>The grain type.</summary>
    public string GrainType { get; } = grainType;
}
