using System.Runtime.CompilerServices;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization;

/// <summary>Writes enums as numbers.</summary>
public sealed class EnumCodec<T> : FieldCodec<T>
    where T : struct, Enum
{
    private static readonly TypeCode s_underlying = Type.GetTypeCode(typeof(T));

    /// <inheritdoc />
    public override void WriteField(ref Writer writer, uint fieldId, T value)
    {
        switch (s_underlying)
        {
            case TypeCode.SByte:
                writer.WriteField(fieldId, Unsafe.BitCast<T, sbyte>(value));
                break;
            case TypeCode.Byte:
                writer.WriteField(fieldId, Unsafe.BitCast<T, byte>(value));
                break;
            case TypeCode.Int16:
                writer.WriteField(fieldId, Unsafe.BitCast<T, short>(value));
                break;
            case TypeCode.UInt16:
                writer.WriteField(fieldId, Unsafe.BitCast<T, ushort>(value));
                break;
            case TypeCode.Int32:
                writer.WriteField(fieldId, Unsafe.BitCast<T, int>(value));
                break;
            case TypeCode.UInt32:
                writer.WriteField(fieldId, Unsafe.BitCast<T, uint>(value));
                break;
            case TypeCode.Int64:
                writer.WriteField(fieldId, Unsafe.BitCast<T, long>(value));
                break;
            default:
                writer.WriteField(fieldId, Unsafe.BitCast<T, ulong>(value));
                break;
        }
    }

    /// <inheritdoc />
    public override T ReadValue(ref Reader reader, FieldHeader header) =>
        s_underlying switch
        {
            TypeCode.SByte => Unsafe.BitCast<sbyte, T>(reader.ReadSByte(header)),
            TypeCode.Byte => Unsafe.BitCast<byte, T>(reader.ReadByte(header)),
            TypeCode.Int16 => Unsafe.BitCast<short, T>(reader.ReadInt16(header)),
            TypeCode.UInt16 => Unsafe.BitCast<ushort, T>(reader.ReadUInt16(header)),
            TypeCode.Int32 => Unsafe.BitCast<int, T>(reader.ReadInt32(header)),
            TypeCode.UInt32 => Unsafe.BitCast<uint, T>(reader.ReadUInt32(header)),
            TypeCode.Int64 => Unsafe.BitCast<long, T>(reader.ReadInt64(header)),
            _ => Unsafe.BitCast<ulong, T>(reader.ReadUInt64(header)),
        };
}
