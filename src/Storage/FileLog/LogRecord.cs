using System.Buffers.Binary;

namespace ShopActors.Storage.FileLog;

/// <summary>
/// One record of the log, as docs/design/journal-format.md lays it out. A record says where it lies and what lies
/// before it, so that a page which was lost, swapped, duplicated or written elsewhere does not pass as a record.
/// </summary>
internal readonly ref struct LogRecord
{
    public const int HeaderBytes = 68;
    public const int Alignment = 8;
    public const long NoWakeUp = long.MinValue;

    private const int LengthAt = 4;
    private const int LsnAt = 8;
    private const int PreviousCrcAt = 16;
    private const int DurableDistanceAt = 20;
    private const int PreviousLsnAt = 24;
    private const int VersionAt = 32;
    private const int EpochAt = 40;
    private const int WakeAtAt = 48;
    private const int IdLengthAt = 56;
    private const int ReservedAt = 58;
    private const int SnapshotLengthAt = 60;
    private const int EventCountAt = 64;

    private readonly ReadOnlySpan<byte> _bytes;

    private LogRecord(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public uint Crc => BinaryPrimitives.ReadUInt32LittleEndian(_bytes);

    public int Length => _bytes.Length;

    public long Lsn => BinaryPrimitives.ReadInt64LittleEndian(_bytes[LsnAt..]);

    public uint PreviousCrc => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[PreviousCrcAt..]);

    /// <summary>The end of what was durable when the record was written: no record before it can be torn.</summary>
    public long DurableLsn => Lsn - BinaryPrimitives.ReadUInt32LittleEndian(_bytes[DurableDistanceAt..]);

    /// <summary>The journal's record before this one; 0 where the journal's content begins here.</summary>
    public long PreviousLsn => BinaryPrimitives.ReadInt64LittleEndian(_bytes[PreviousLsnAt..]);

    public long Version => BinaryPrimitives.ReadInt64LittleEndian(_bytes[VersionAt..]);

    public long Epoch => BinaryPrimitives.ReadInt64LittleEndian(_bytes[EpochAt..]);

    /// <summary>The wake-up in force after this record, in Unix milliseconds.</summary>
    public long WakeAt => BinaryPrimitives.ReadInt64LittleEndian(_bytes[WakeAtAt..]);

    public ReadOnlySpan<byte> Id => _bytes.Slice(HeaderBytes, IdLength);

    public int SnapshotLength => BinaryPrimitives.ReadInt32LittleEndian(_bytes[SnapshotLengthAt..]);

    public ReadOnlySpan<byte> Snapshot => _bytes.Slice(HeaderBytes + IdLength, SnapshotLength);

    public int EventCount => BinaryPrimitives.ReadInt32LittleEndian(_bytes[EventCountAt..]);

    /// <summary>The events, each a length and that many bytes.</summary>
    public ReadOnlySpan<byte> Events => _bytes[(HeaderBytes + IdLength + SnapshotLength)..];

    private int IdLength => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[IdLengthAt..]);

    public static long Align(long position) => (position + Alignment - 1) & ~(long)(Alignment - 1);

    /// <summary>The length that a record's first bytes state; negative or huge where they are no record.</summary>
    public static int PeekLength(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes[LengthAt..]);

    public static long PeekLsn(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes[LsnAt..]);

    /// <summary>
    /// Reads the record at the start of the bytes, if an intact one that belongs at that position is there.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, long lsn, out LogRecord record)
    {
        record = default;
        if (bytes.Length < HeaderBytes || PeekLsn(bytes) != lsn)
        {
            return false;
        }

        var length = PeekLength(bytes);
        if (length < HeaderBytes || length > bytes.Length)
        {
            return false;
        }

        var candidate = new LogRecord(bytes[..length]);
        if (candidate.Crc != Crc32C.Compute(bytes[LengthAt..length]) || !candidate.IsWellFormed())
        {
            return false;
        }

        record = candidate;
        return true;
    }

    public static long Measure(int idBytes, JournalAppend append)
    {
        long length = HeaderBytes + idBytes + append.Snapshot.Length;
        if (append.Snapshot.IsEmpty)
        {
            for (var i = 0; i < append.Events.Count; i++)
            {
                length += sizeof(int) + append.Events[i].Length;
            }
        }

        return length;
    }

    /// <summary>
    /// Writes a record of an append. Events that its own snapshot covers would never be read: they are left out.
    /// </summary>
    public static uint Write(Span<byte> bytes, in LogRecordHeader header, ReadOnlySpan<byte> id, JournalAppend append)
    {
        var rest = WriteHeader(bytes, header, id, append.Snapshot.Span);
        if (append.Snapshot.IsEmpty)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes[EventCountAt..], append.Events.Count);
            WriteEvents(rest, append.Events);
        }

        return Seal(bytes);
    }

    /// <summary>Writes a record that holds all of a journal: its snapshot and the events after it.</summary>
    public static uint Write(
        Span<byte> bytes, in LogRecordHeader header, ReadOnlySpan<byte> id, JournalContent content)
    {
        WriteEvents(WriteHeader(bytes, header, id, content.Snapshot.Span), content.Events);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[EventCountAt..], content.Events.Count);
        return Seal(bytes);
    }

    private static void WriteEvents(Span<byte> bytes, IReadOnlyList<ReadOnlyMemory<byte>> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, events[i].Length);
            events[i].Span.CopyTo(bytes[sizeof(int)..]);
            bytes = bytes[(sizeof(int) + events[i].Length)..];
        }
    }

    private static Span<byte> WriteHeader(
        Span<byte> bytes, in LogRecordHeader header, ReadOnlySpan<byte> id, ReadOnlySpan<byte> snapshot)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes[LengthAt..], bytes.Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[LsnAt..], header.Lsn);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[PreviousCrcAt..], header.PreviousCrc);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[DurableDistanceAt..], checked((uint)(header.Lsn - header.DurableLsn)));
        BinaryPrimitives.WriteInt64LittleEndian(bytes[PreviousLsnAt..], header.PreviousLsn);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[VersionAt..], header.Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[EpochAt..], header.Epoch);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[WakeAtAt..], header.WakeAt);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[IdLengthAt..], checked((ushort)id.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[ReservedAt..], 0);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[SnapshotLengthAt..], snapshot.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[EventCountAt..], 0);
        id.CopyTo(bytes[HeaderBytes..]);
        snapshot.CopyTo(bytes[(HeaderBytes + id.Length)..]);
        return bytes[(HeaderBytes + id.Length + snapshot.Length)..];
    }

    private static uint Seal(Span<byte> bytes)
    {
        var crc = Crc32C.Compute(bytes[LengthAt..]);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, crc);
        return crc;
    }

    // A matching CRC says that these bytes were written; that they were written by this code is checked all the same,
    // because everything after this trusts the lengths.
    private bool IsWellFormed()
    {
        long room = _bytes.Length - HeaderBytes - IdLength;
        if (IdLength == 0 || SnapshotLength < 0 || SnapshotLength > room || EventCount < 0 || Version < EventCount ||
            PreviousLsn < 0 || PreviousLsn >= Lsn)
        {
            return false;
        }

        var events = Events;
        for (var i = 0; i < EventCount; i++)
        {
            if (events.Length < sizeof(int))
            {
                return false;
            }

            var length = BinaryPrimitives.ReadInt32LittleEndian(events);
            if (length < 0 || length > events.Length - sizeof(int))
            {
                return false;
            }

            events = events[(sizeof(int) + length)..];
        }

        return events.IsEmpty;
    }
}

/// <summary>The parts of a record that say where and in which order it stands.</summary>
internal readonly record struct LogRecordHeader(
    long Lsn, uint PreviousCrc, long DurableLsn, long PreviousLsn, long Version, long Epoch, long WakeAt);
