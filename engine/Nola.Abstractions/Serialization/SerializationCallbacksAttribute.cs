namespace Orleans;

/// <summary>
/// Names a class whose instance is told about each step of serializing the type. It may declare any of
/// <c>void OnSerializing(T)</c>, <c>OnSerialized</c>, <c>OnDeserializing</c>, <c>OnDeserialized</c>,
/// <c>OnCopying(T, T)</c> and <c>OnCopied(T, T)</c>; for structs the parameters are by reference.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SerializationCallbacksAttribute(Type hookType) : Attribute
{
    /// <summary>The class. Its constructor's parameters come from the host's services.</summary>
    public Type HookType { get; } = hookType;
}
