using Orleans.Serialization.Codecs;

namespace Orleans.Serialization.Serializers;

/// <summary>Finds codecs.</summary>
public interface IFieldCodecProvider
{
    /// <summary>The codec of a type.</summary>
    /// <exception cref="CodecNotFoundException">There is none.</exception>
    IFieldCodec<TField> GetCodec<TField>();

    /// <summary>The codec of a type, or null.</summary>
    IFieldCodec<TField>? TryGetCodec<TField>();

    /// <summary>The codec of a type.</summary>
    /// <exception cref="CodecNotFoundException">There is none.</exception>
    IFieldCodec GetCodec(Type fieldType);

    /// <summary>The codec of a type, or null.</summary>
    IFieldCodec? TryGetCodec(Type fieldType);
}
