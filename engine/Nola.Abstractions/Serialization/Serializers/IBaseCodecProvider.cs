namespace Orleans.Serialization.Serializers;

/// <summary>Finds the codecs of base classes' members.</summary>
public interface IBaseCodecProvider
{
    /// <summary>The codec of the members of a class.</summary>
    /// <exception cref="CodecNotFoundException">There is none.</exception>
    IBaseCodec<TField> GetBaseCodec<TField>()
        where TField : class;
}
