namespace Orleans.Serialization.Buffers;

// Numbers whose field was of another size when they were written. The layout says which: integers above 64 bits and
// decimals are length-prefixed, halves are VarInts.
public ref partial struct Reader
{
    private static UInt128 Narrow(UInt128 value, ulong limit)
    {
        if (value > limit) ThrowNarrow();
        return value;
    }

    private long ReadWideInt64(FieldHeader header)
    {
        var value = ReadInt128(header);
        if (value < long.MinValue || value > long.MaxValue) ThrowNarrow();
        return (long)value;
    }

    private double ReadOtherDouble(FieldHeader header)
    {
        switch (header.Layout)
        {
            case FieldLayout.Fixed32:
                return BitConverter.UInt32BitsToSingle(ReadUInt32());
            case FieldLayout.VarInt:
                return (double)ReadHalf(header);
            default:
                header.Expect(FieldLayout.LengthPrefixed);
                return (double)ReadDecimal(header);
        }
    }

    private decimal ReadDecimalOfDouble(FieldHeader header)
    {
        return header.Layout == FieldLayout.Fixed32 ? (decimal)ReadSingle(header) : (decimal)ReadDouble(header);
    }

    // Not a damaged payload: its writer had a larger type, and a value that this reader's cannot hold.
    private static void ThrowNarrow() => throw new OverflowException("The number is too large for the type of its field.");
}
