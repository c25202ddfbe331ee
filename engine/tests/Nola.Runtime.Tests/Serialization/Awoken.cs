using Orleans.Runtime;
using Orleans.Serialization;

namespace Nola.Runtime.Tests.Serialization;

[GenerateSerializer]
[SerializationCallbacks(typeof(OnDeserializedCallbacks))]
public sealed class Awoken : IOnDeserialized
{
    [Id(0)]
    public int Value { get; set; }

    [field: NonSerialized]
    public DeserializationContext? Context { get; private set; }

    public void OnDeserialized(DeserializationContext context) => Context = context;
}
