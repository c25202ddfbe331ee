using Orleans;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

/// <summary>
/// References to grains, for every addressable interface: 0 the grain's type, 1 its key, 2 the interface. A grain that
/// is
/// passed itself becomes a reference to it.
/// </summary>
internal sealed class ReferenceCodec<T>(HostCodecProvider codecs) : FieldCodec<T?>
    where T : class
{
    private readonly IdSpanCodec _id = new();

    public override void WriteField(ref Writer writer, uint fieldId, T? value)
    {
        if (value is null)
        {
            writer.WriteNull(fieldId);
            return;
        }

        var reference = References.Of(value, typeof(T), codecs);
        writer.WriteFieldHeader(fieldId, FieldLayout.Group);
        GrainIdCodec.WriteFields(ref writer, reference.GrainId);
        writer.WriteBytesField(2, reference.InterfaceType.Value.AsSpan());
        writer.WriteEnd();
    }

    public override T? ReadValue(ref Reader reader, FieldHeader header)
    {
        switch (header.Layout)
        {
            case FieldLayout.Reference:
                reader.ReadNull();
                return null;
            case FieldLayout.Typed:
                return reader.ReadTyped<T>();
        }

        header.Expect(FieldLayout.Group);
        IdSpan type = default, key = default, interfaceName = default;
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case 0: type = _id.ReadValue(ref reader, field); break;
                case 1: key = _id.ReadValue(ref reader, field); break;
                case 2: interfaceName = _id.ReadValue(ref reader, field); break;
                default: reader.Skip(field); break;
            }
        }

        if (type.IsDefault) throw new SerializerException("A reference lacks its grain.");
        var reference = Create(new(new GrainType(type), key), new(interfaceName));
        return reference as T ?? throw new SerializerException($"A reference to {reference} is no {typeof(T)}.");
    }

    private GrainReference Create(GrainId grainId, GrainInterfaceType name)
    {
        var factory = codecs.References ?? throw References.NotBound(grainId);
        var named = name.IsDefault ? null : factory.FindInterface(name);
        var isExpected = named is { ContainsGenericParameters: false }
            && (!typeof(T).IsInterface || named.IsAssignableTo(typeof(T)));
        if (isExpected) return factory.Create(grainId, named!);

        return References.HasProxy(typeof(T)) ? factory.Create(grainId, typeof(T)) : factory.CreateUntyped(grainId);
    }
}

/// <summary>What the codec and the copier of references share.</summary>
internal static class References
{
    public static GrainReference Of(object value, Type declared, HostCodecProvider codecs) =>
        value switch
        {
            GrainReference reference => reference,
            IGrainBase grain => OfGrain(grain, declared, codecs),
            _ => throw new NotSupportedException(
                $"A {value.GetType()} was passed as {declared}. "
                + "Pass a reference: for an observer, one made by CreateObjectReference."),
        };

    /// <summary>
    /// Whether calls can be made through the type itself, rather than only through interfaces derived from it.
    /// </summary>
    public static bool HasProxy(Type type) =>
        type.IsInterface && Orleans.CodeGeneration.GeneratedInterfaces.Find(type) is not null;

    public static Exception NotBound(GrainId grainId) =>
        new SerializerException($"A reference to {grainId} was read outside a silo or client.");

    private static GrainReference OfGrain(IGrainBase grain, Type declared, HostCodecProvider codecs)
    {
        var reference = grain.GrainContext.GrainReference;
        return HasProxy(declared) && codecs.References is { } factory ? factory.Create(reference.GrainId, declared)
            : reference;
    }
}
