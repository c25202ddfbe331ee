namespace Orleans.Serialization;

/// <summary>A type that a payload may name, and its codec.</summary>
internal sealed class NamedType(Type type, CodecProvider codecs)
{
    private FieldCodec? _codec;

    public Type Type { get; } = type;

    public FieldCodec Codec => _codec ??= codecs.GetCodec(Type);
}
