using Orleans.Serialization.Codecs;

namespace Orleans.Serialization.Serializers;

/// <summary>A codec of many types. Registered as a service.</summary>
public interface IGeneralizedCodec : IFieldCodec
{
    /// <summary>Whether the codec is for values of a type.</summary>
    bool IsSupportedType(Type type);
}
