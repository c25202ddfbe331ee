namespace Orleans;

/// <summary>Writes instances of the type without looking for repeated references.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SuppressReferenceTrackingAttribute : Attribute;
