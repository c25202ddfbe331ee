using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

// One codec per type that the writer and reader know by themselves.

internal sealed class BooleanCodec : FieldCodec<bool>
{
    public override void WriteField(ref Writer writer, uint fieldId, bool value) => writer.WriteField(fieldId, value);

    public override bool ReadValue(ref Reader reader, FieldHeader header) => reader.ReadBoolean(header);
}

internal sealed class CharCodec : FieldCodec<char>
{
    public override void WriteField(ref Writer writer, uint fieldId, char value) => writer.WriteField(fieldId, value);

    public override char ReadValue(ref Reader reader, FieldHeader header) => reader.ReadChar(header);
}

internal sealed class ByteCodec : FieldCodec<byte>
{
    public override void WriteField(ref Writer writer, uint fieldId, byte value) => writer.WriteField(fieldId, value);

    public override byte ReadValue(ref Reader reader, FieldHeader header) => reader.ReadByte(header);
}

internal sealed class SByteCodec : FieldCodec<sbyte>
{
    public override void WriteField(ref Writer writer, uint fieldId, sbyte value) => writer.WriteField(fieldId, value);

    public override sbyte ReadValue(ref Reader reader, FieldHeader header) => reader.ReadSByte(header);
}

internal sealed class Int16Codec : FieldCodec<short>
{
    public override void WriteField(ref Writer writer, uint fieldId, short value) => writer.WriteField(fieldId, value);

    public override short ReadValue(ref Reader reader, FieldHeader header) => reader.ReadInt16(header);
}

internal sealed class UInt16Codec : FieldCodec<ushort>
{
    public override void WriteField(ref Writer writer, uint fieldId, ushort value) => writer.WriteField(fieldId, value);

    public override ushort ReadValue(ref Reader reader, FieldHeader header) => reader.ReadUInt16(header);
}

internal sealed class Int32Codec : FieldCodec<int>
{
    public override void WriteField(ref Writer writer, uint fieldId, int value) => writer.WriteField(fieldId, value);

    public override int ReadValue(ref Reader reader, FieldHeader header) => reader.ReadInt32(header);
}

internal sealed class UInt32Codec : FieldCodec<uint>
{
    public override void WriteField(ref Writer writer, uint fieldId, uint value) => writer.WriteField(fieldId, value);

    public override uint ReadValue(ref Reader reader, FieldHeader header) => reader.ReadUInt32(header);
}

internal sealed class Int64Codec : FieldCodec<long>
{
    public override void WriteField(ref Writer writer, uint fieldId, long value) => writer.WriteField(fieldId, value);

    public override long ReadValue(ref Reader reader, FieldHeader header) => reader.ReadInt64(header);
}

internal sealed class UInt64Codec : FieldCodec<ulong>
{
    public override void WriteField(ref Writer writer, uint fieldId, ulong value) => writer.WriteField(fieldId, value);

    public override ulong ReadValue(ref Reader reader, FieldHeader header) => reader.ReadUInt64(header);
}

internal sealed class SingleCodec : FieldCodec<float>
{
    public override void WriteField(ref Writer writer, uint fieldId, float value) => writer.WriteField(fieldId, value);

    public override float ReadValue(ref Reader reader, FieldHeader header) => reader.ReadSingle(header);
}

internal sealed class DoubleCodec : FieldCodec<double>
{
    public override void WriteField(ref Writer writer, uint fieldId, double value) => writer.WriteField(fieldId, value);

    public override double ReadValue(ref Reader reader, FieldHeader header) => reader.ReadDouble(header);
}

internal sealed class DecimalCodec : FieldCodec<decimal>
{
    public override void WriteField(ref Writer writer, uint fieldId, decimal value) =>
        writer.WriteField(fieldId, value);

    public override decimal ReadValue(ref Reader reader, FieldHeader header) => reader.ReadDecimal(header);
}

internal sealed class GuidCodec : FieldCodec<Guid>
{
    public override void WriteField(ref Writer writer, uint fieldId, Guid value) => writer.WriteField(fieldId, value);

    public override Guid ReadValue(ref Reader reader, FieldHeader header) => reader.ReadGuid(header);
}

internal sealed class DateTimeCodec : FieldCodec<DateTime>
{
    public override void WriteField(ref Writer writer, uint fieldId, DateTime value) =>
        writer.WriteField(fieldId, value);

    public override DateTime ReadValue(ref Reader reader, FieldHeader header) => reader.ReadDateTime(header);
}

internal sealed class DateTimeOffsetCodec : FieldCodec<DateTimeOffset>
{
    public override void WriteField(ref Writer writer, uint fieldId, DateTimeOffset value) =>
        writer.WriteField(fieldId, value);

    public override DateTimeOffset ReadValue(ref Reader reader, FieldHeader header) =>
        reader.ReadDateTimeOffset(header);
}

internal sealed class TimeSpanCodec : FieldCodec<TimeSpan>
{
    public override void WriteField(ref Writer writer, uint fieldId, TimeSpan value) =>
        writer.WriteField(fieldId, value);

    public override TimeSpan ReadValue(ref Reader reader, FieldHeader header) => reader.ReadTimeSpan(header);
}

internal sealed class DateOnlyCodec : FieldCodec<DateOnly>
{
    public override void WriteField(ref Writer writer, uint fieldId, DateOnly value) =>
        writer.WriteField(fieldId, value);

    public override DateOnly ReadValue(ref Reader reader, FieldHeader header) => reader.ReadDateOnly(header);
}

internal sealed class TimeOnlyCodec : FieldCodec<TimeOnly>
{
    public override void WriteField(ref Writer writer, uint fieldId, TimeOnly value) =>
        writer.WriteField(fieldId, value);

    public override TimeOnly ReadValue(ref Reader reader, FieldHeader header) => reader.ReadTimeOnly(header);
}

internal sealed class HalfCodec : FieldCodec<Half>
{
    public override void WriteField(ref Writer writer, uint fieldId, Half value) => writer.WriteField(fieldId, value);

    public override Half ReadValue(ref Reader reader, FieldHeader header) => reader.ReadHalf(header);
}

internal sealed class Int128Codec : FieldCodec<Int128>
{
    public override void WriteField(ref Writer writer, uint fieldId, Int128 value) => writer.WriteField(fieldId, value);

    public override Int128 ReadValue(ref Reader reader, FieldHeader header) => reader.ReadInt128(header);
}

internal sealed class UInt128Codec : FieldCodec<UInt128>
{
    public override void WriteField(ref Writer writer, uint fieldId, UInt128 value) =>
        writer.WriteField(fieldId, value);

    public override UInt128 ReadValue(ref Reader reader, FieldHeader header) => reader.ReadUInt128(header);
}

internal sealed class StringCodec : FieldCodec<string?>
{
    public override void WriteField(ref Writer writer, uint fieldId, string? value) =>
        writer.WriteField(fieldId, value);

    public override string? ReadValue(ref Reader reader, FieldHeader header) => reader.ReadString(header);
}
