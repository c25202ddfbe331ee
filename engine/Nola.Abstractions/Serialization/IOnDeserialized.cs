namespace Orleans.Serialization;

/// <summary>Implemented by types that have something to do when a value has been read.</summary>
/// <remarks>
/// The type says <c>[SerializationCallbacks(typeof(Orleans.Runtime.OnDeserializedCallbacks))]</c>.
/// </remarks>
public interface IOnDeserialized
{
    /// <summary>Called when the value has been read.</summary>
    void OnDeserialized(DeserializationContext context);
}
