namespace Orleans;

/// <summary>The constructor a generated activator calls.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class GeneratedActivatorConstructorAttribute : Attribute;
