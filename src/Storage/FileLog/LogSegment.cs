using System.Buffers.Binary;

namespace ShopActors.Storage.FileLog;

/// <summary>
/// One file of the log: a header, then records, then whatever was preallocated. The position of a record in the log
/// (its LSN) is the segment's number times the segment size plus the offset in the file.
/// </summary>
internal sealed class LogSegment(long number, int size, IStorageFile file) : IDisposable
{
    public const int HeaderBytes = 64;

    private const int FormatVersion = 1;
    private const int HeaderCrcAt = HeaderBytes - sizeof(uint);

    private static ReadOnlySpan<byte> Magic => "SHOPLOG\n"u8;

    public long Number => number;

    public IStorageFile File => file;

    public long StartLsn => (number * size) + HeaderBytes;

    public long EndLsn => (number + 1) * size;

    /// <summary>The end of the last record, once the segment takes no more.</summary>
    public long RecordsEndLsn { get; set; }

    public static string Name(long number) => $"log-{number:D12}";

    public static bool TryParseName(string name, out long number)
    {
        number = 0;
        return name.StartsWith("log-", StringComparison.Ordinal) &&
            long.TryParse(name.AsSpan(4), System.Globalization.NumberStyles.None, null, out number);
    }

    /// <summary>Writes the header that makes a preallocated file the segment with this number.</summary>
    public static void WriteHeader(Span<byte> bytes, in LogSegmentHeader header)
    {
        bytes[..HeaderBytes].Clear();
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], header.Size);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], header.Number);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], header.StoreId);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], header.PreviousEndLsn);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[40..], header.PreviousCrc);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[HeaderCrcAt..], Crc32C.Compute(bytes[..HeaderCrcAt]));
    }

    public static bool TryReadHeader(ReadOnlySpan<byte> bytes, out LogSegmentHeader header)
    {
        header = default;
        if (bytes.Length < HeaderBytes || !bytes.StartsWith(Magic) ||
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) != FormatVersion ||
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[HeaderCrcAt..]) != Crc32C.Compute(bytes[..HeaderCrcAt]))
        {
            return false;
        }

        header = new LogSegmentHeader(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[40..]));
        return true;
    }

    public void Dispose() => file.Dispose();
}

/// <summary>What a segment's header says. The end and last CRC of the segment before it chain the files.</summary>
internal readonly record struct LogSegmentHeader(
    long Number, int Size, ulong StoreId, long PreviousEndLsn, uint PreviousCrc);
