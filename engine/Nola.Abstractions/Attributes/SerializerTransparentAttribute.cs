namespace Orleans;

/// <summary>Lets the type appear in a hierarchy without serialized members of its own.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SerializerTransparentAttribute : Attribute;
