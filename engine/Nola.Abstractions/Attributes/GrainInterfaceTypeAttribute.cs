namespace Orleans.Runtime;

/// <summary>The name of a grain interface on the wire, in place of its CLR name.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class GrainInterfaceTypeAttribute(string value) : Attribute
{
    /// <summary>The name.</summary>
    public string Value { get; } = value;
}
