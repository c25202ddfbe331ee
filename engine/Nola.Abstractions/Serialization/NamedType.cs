namespace Orleans.Serialization;

/// <summary>A type that a payload names, and its codec. The name may be one that this process does not know.</summary>
internal sealed class NamedType(string name, Type? type, CodecProvider codecs)
{
    private FieldCodec? _codec;

    public string Name { get; } = name;

    /// <exception cref="SerializerException">The name is not known.</exception>
    public Type Type => type ?? throw new SerializerException($"The type '{Name}' is not known here.");

    public bool IsKnown => type is not null;

    public FieldCodec Codec => _codec ??= codecs.GetCodec(Type);
}
