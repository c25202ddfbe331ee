using System.Buffers.Binary;

namespace ShopActors.Storage.FileLog;

/// <summary>
/// A small file beside the log that says how far the log was known to be durable. Without it a damaged last group
/// of records could not be told from one that a crash cut off. Two copies are written in turn, so a crash while one
/// is written leaves the other.
/// </summary>
internal sealed class LogMarker : IDisposable
{
    public const string Name = "marker";
    public const int SlotBytes = 4096;

    private const int UsedBytes = 72;
    private const int CrcAt = UsedBytes - sizeof(uint);
    private const int FormatVersion = 1;

    private readonly IStorageFile _file;
    private long _sequence;

    private LogMarker(IStorageFile file, long sequence, LogMarkerValue value) =>
        (_file, _sequence, Value) = (file, sequence, value);

    private static ReadOnlySpan<byte> Magic => "SHOPMARK"u8;

    public LogMarkerValue Value { get; private set; }

    /// <summary>Creates the marker of a new store, complete before it has its name.</summary>
    public static LogMarker Create(IStorageDirectory directory, LogMarkerValue value)
    {
        const string Unfinished = Name + ".new";
        if (directory.List().Contains(Unfinished))
        {
            directory.Delete(Unfinished);
        }

        var file = directory.Create(Unfinished, 2 * SlotBytes);
        try
        {
            var marker = new LogMarker(file, 0, value);
            marker.WriteBoth(value);
            directory.Rename(Unfinished, Name);
            directory.Sync();
            return marker;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public static LogMarker Open(IStorageDirectory directory)
    {
        var file = directory.Open(Name);
        try
        {
            Span<byte> slot = stackalloc byte[UsedBytes];
            LogMarker? newest = null;
            for (var i = 0; i < 2; i++)
            {
                if (file.Read(i * SlotBytes, slot) == UsedBytes && TryRead(slot, out var sequence, out var value) &&
                    (newest is null || sequence > newest._sequence))
                {
                    newest = new LogMarker(file, sequence, value);
                }
            }

            return newest ?? throw new JournalStoreException(
                JournalStoreFailure.Corrupt, "Both copies in the store's marker file are damaged.");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Write(LogMarkerValue value)
    {
        Span<byte> slot = stackalloc byte[UsedBytes];
        slot.Clear();
        _sequence++;
        Magic.CopyTo(slot);
        BinaryPrimitives.WriteInt32LittleEndian(slot[8..], FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(slot[12..], value.SegmentSize);
        BinaryPrimitives.WriteInt64LittleEndian(slot[16..], _sequence);
        BinaryPrimitives.WriteUInt64LittleEndian(slot[24..], value.StoreId);
        BinaryPrimitives.WriteInt64LittleEndian(slot[32..], value.Generation);
        BinaryPrimitives.WriteInt64LittleEndian(slot[40..], value.DurableLsn);
        BinaryPrimitives.WriteInt64LittleEndian(slot[48..], value.FirstSegment);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[CrcAt..], Crc32C.Compute(slot[..CrcAt]));
        _file.Write((_sequence & 1) * SlotBytes, slot);
        _file.Sync();
        Value = value;
    }

    /// <summary>Writes what must not be forgotten even if one copy is lost.</summary>
    public void WriteBoth(LogMarkerValue value)
    {
        Write(value);
        Write(value);
    }

    public void Dispose() => _file.Dispose();

    private static bool TryRead(ReadOnlySpan<byte> slot, out long sequence, out LogMarkerValue value)
    {
        (sequence, value) = (0, default);
        if (!slot.StartsWith(Magic) || BinaryPrimitives.ReadInt32LittleEndian(slot[8..]) != FormatVersion ||
            BinaryPrimitives.ReadUInt32LittleEndian(slot[CrcAt..]) != Crc32C.Compute(slot[..CrcAt]))
        {
            return false;
        }

        sequence = BinaryPrimitives.ReadInt64LittleEndian(slot[16..]);
        value = new LogMarkerValue(
            BinaryPrimitives.ReadUInt64LittleEndian(slot[24..]),
            BinaryPrimitives.ReadInt32LittleEndian(slot[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(slot[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(slot[40..]),
            BinaryPrimitives.ReadInt64LittleEndian(slot[48..]));
        return true;
    }
}

/// <summary>What the marker says.</summary>
/// <param name="StoreId">Drawn when the store was created; the segments carry it too.</param>
/// <param name="SegmentSize">The size of every segment of the store.</param>
/// <param name="Generation">How often the store was opened: the upper part of this run's owner epochs.</param>
/// <param name="DurableLsn">Everything before this position was durable when the marker was written.</param>
/// <param name="FirstSegment">The oldest segment that is still part of the log.</param>
internal readonly record struct LogMarkerValue(
    ulong StoreId, int SegmentSize, long Generation, long DurableLsn, long FirstSegment);
