namespace Orleans;

/// <summary>Makes instances of the type through its activator.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class UseActivatorAttribute : Attribute;
