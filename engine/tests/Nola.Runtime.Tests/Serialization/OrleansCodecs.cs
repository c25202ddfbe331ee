using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Orleans.Serialization;
using Orleans.Serialization.Activators;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace Nola.Runtime.Tests.Serialization;

/// <summary>A point that only its own codec can serialize.</summary>
public sealed class Waypoint(int x, string? name)
{
    public int X { get; } = x;

    public string? Name { get; } = name;

    public Waypoint? Next { get; set; }
}

/// <summary>As codecs for Orleans are written: fields, references, unknown fields, codecs from the constructor.</summary>
[RegisterSerializer, RegisterCopier]
public sealed class WaypointCodec(IFieldCodec<Waypoint> next, IDeepCopier<Waypoint> nextCopier)
    : IFieldCodec<Waypoint>, IDeepCopier<Waypoint>
{
    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, [AllowNull] Type expectedType, [AllowNull] Waypoint value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType, value)) return;

        writer.WriteStartObject(fieldIdDelta, expectedType, typeof(Waypoint));
        Int32Codec.WriteField(ref writer, 0, value.X);
        StringCodec.WriteField(ref writer, 1, value.Name);
        GuidCodec.WriteField(ref writer, 5, Guid.Empty);
        next.WriteField(ref writer, 1, typeof(Waypoint), value.Next!);
        writer.WriteEndObject();
    }

    public Waypoint ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.IsReference) return ReferenceCodec.ReadReference<Waypoint, TInput>(ref reader, field)!;

        field.EnsureWireTypeTagDelimited();
        var placeholder = ReferenceCodec.CreateRecordPlaceholder(reader.Session);
        var x = 0;
        string? name = null;
        Waypoint? following = null;
        for (uint id = 0; ;)
        {
            var header = reader.ReadFieldHeader();
            if (header.IsEndBaseOrEndObject) break;

            id += header.FieldIdDelta;
            switch (id)
            {
                case 0:
                    x = Int32Codec.ReadValue(ref reader, header);
                    break;
                case 1:
                    name = StringCodec.ReadValue(ref reader, header);
                    break;
                case 7:
                    following = next.ReadValue(ref reader, header);
                    break;
                default:
                    reader.ConsumeUnknownField(header);
                    break;
            }
        }

        var result = new Waypoint(x, name) { Next = following };
        ReferenceCodec.RecordObject(reader.Session, result, placeholder);
        return result;
    }

    public Waypoint DeepCopy(Waypoint input, CopyContext context)
    {
        if (context.TryGetCopy<Waypoint>(input, out var known)) return known!;

        var copy = new Waypoint(input.X, input.Name);
        context.RecordCopy(input, copy);
        if (input.Next is not null) copy.Next = nextCopier.DeepCopy(input.Next, context);
        return copy;
    }
}

/// <summary>A temperature that is one number on the wire.</summary>
public readonly record struct Degrees(double Value);

[RegisterSerializer]
public sealed class DegreesCodec : IFieldCodec<Degrees>
{
    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, [AllowNull] Type expectedType, Degrees value)
        where TBufferWriter : IBufferWriter<byte>
    {
        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(Degrees), WireType.Fixed64);
        writer.WriteInt64(BitConverter.DoubleToInt64Bits(value.Value));
    }

    public Degrees ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        ReferenceCodec.MarkValueField(reader.Session);
        field.EnsureWireType(WireType.Fixed64);
        return new(BitConverter.Int64BitsToDouble(reader.ReadInt64()));
    }
}

[RegisterCopier]
public sealed class DegreesCopier : ShallowCopier<Degrees>;

/// <summary>A generic type with a generic codec.</summary>
public sealed record Sealed<T>(T Content);

[RegisterSerializer, RegisterCopier]
public sealed class SealedCodec<T>(ICodecProvider provider) : IFieldCodec<Sealed<T>>, IDeepCopier<Sealed<T>>
{
    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, [AllowNull] Type expectedType, [AllowNull] Sealed<T> value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType, value)) return;

        writer.WriteFieldHeader(fieldIdDelta, expectedType, value.GetType(), WireType.TagDelimited);
        provider.GetCodec<T>().WriteField(ref writer, 3, typeof(object), value.Content);
        writer.WriteEndObject();
    }

    public Sealed<T> ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.IsReference) return ReferenceCodec.ReadReference<Sealed<T>, TInput>(ref reader, field)!;

        var placeholder = ReferenceCodec.CreateRecordPlaceholder(reader.Session);
        var header = reader.ReadFieldHeader();
        var result = new Sealed<T>(provider.GetCodec<T>().ReadValue(ref reader, header)!);
        ReferenceCodec.RecordObject(reader.Session, result, placeholder);
        if (!reader.ReadFieldHeader().IsEndObject) throw new SerializerException("There is more.");
        return result;
    }

    public Sealed<T> DeepCopy(Sealed<T> input, CopyContext context) => new(context.DeepCopy(input.Content)!);
}

/// <summary>A foreign base class: its members are written by a base codec, those of derived classes by generated code.</summary>
public class LegacyBase
{
    public int Number { get; set; }

    public string? Text { get; set; }
}

[RegisterSerializer, RegisterCopier]
public sealed class LegacyBaseCodec : IBaseCodec<LegacyBase>, IBaseCopier<LegacyBase>
{
    public void Serialize<TBufferWriter>(ref Writer<TBufferWriter> writer, LegacyBase value)
        where TBufferWriter : IBufferWriter<byte>
    {
        Int32Codec.WriteField(ref writer, 0, value.Number);
        StringCodec.WriteField(ref writer, 1, value.Text);
    }

    public void Deserialize<TInput>(ref Reader<TInput> reader, LegacyBase value)
    {
        for (uint id = 0; ;)
        {
            var header = reader.ReadFieldHeader();
            if (header.IsEndBaseOrEndObject) return;

            id += header.FieldIdDelta;
            if (id == 0) value.Number = Int32Codec.ReadValue(ref reader, header);
            else if (id == 1) value.Text = StringCodec.ReadValue(ref reader, header);
            else reader.ConsumeUnknownField(header);
        }
    }

    public void DeepCopy(LegacyBase input, LegacyBase output, CopyContext context)
    {
        output.Number = input.Number;
        output.Text = input.Text;
    }
}

[GenerateSerializer]
public sealed class ModernChild : LegacyBase
{
    [Id(0)]
    public Waypoint? Start { get; set; }

    [Id(1)]
    public Waypoint? End { get; set; }

    [Id(2)]
    public Degrees Warmth { get; set; }
}

/// <summary>Made by its activator alone.</summary>
[GenerateSerializer, UseActivator]
public sealed class Tended(string gardener)
{
    [field: NonSerialized]
    public string Gardener { get; } = gardener;

    [Id(0)]
    public int Height { get; set; }
}

[RegisterActivator]
public sealed class TendedActivator(Serializer serializer) : IActivator<Tended>
{
    public Tended Create() => new(serializer.CanSerialize<int>() ? "activator" : "nobody");
}

/// <summary>Has no parameterless activator of its own: its constructor is called.</summary>
[GenerateSerializer, UseActivator]
public struct Prepared
{
    public Prepared() => Value = 4;

    [Id(0)]
    public int Value { get; set; }

    [Id(1)]
    public int Other { get; set; }
}

/// <summary>What only a codec of many types serializes.</summary>
public sealed record Opaque(string Content);

/// <summary>Writes its own type's name in the place of the value's, as such codecs do.</summary>
[Alias("opaque-text")]
public sealed class OpaqueCodec : IGeneralizedCodec, IGeneralizedCopier
{
    public bool IsSupportedType(Type type) => type == typeof(Opaque) || type == typeof(OpaqueCodec);

    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType, value)) return;

        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(OpaqueCodec), WireType.LengthPrefixed);
        var bytes = Encoding.UTF8.GetBytes(((Opaque)value).Content);
        writer.WriteVarUInt32((uint)bytes.Length);
        writer.Write(bytes);
    }

    public object? ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.IsReference) return ReferenceCodec.ReadReference<Opaque, TInput>(ref reader, field);

        field.EnsureWireType(WireType.LengthPrefixed);
        var placeholder = ReferenceCodec.CreateRecordPlaceholder(reader.Session);
        var result = new Opaque(Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadVarUInt32())));
        ReferenceCodec.RecordObject(reader.Session, result, placeholder);
        return result;
    }

    public object? DeepCopy(object? input, CopyContext context) => input;
}
