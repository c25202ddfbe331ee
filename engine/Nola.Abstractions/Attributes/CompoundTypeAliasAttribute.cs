namespace Orleans;

/// <summary>A stable name for a generated type, made of several components.</summary>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface,
    AllowMultiple = true)]
public sealed class CompoundTypeAliasAttribute(params object[] components) : Attribute
{
    /// <summary>The components.</summary>
    public object[] Components { get; } = components;
}
