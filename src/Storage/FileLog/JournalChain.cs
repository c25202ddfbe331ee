using System.Buffers.Binary;

namespace ShopActors.Storage.FileLog;

/// <summary>The records that make up one journal's content, read from its newest record back to its first.</summary>
internal static class JournalChain
{
    /// <summary>Reads them, oldest first; null if compaction has moved the journal meanwhile.</summary>
    public static List<byte[]>? Read(LogSegments segments, in StreamEntry entry, ReadOnlySpan<byte> id)
    {
        var records = new List<byte[]>();
        var version = entry.Version;
        for (var lsn = entry.LastLsn; lsn != 0;)
        {
            if (segments.ReadRecord(lsn) is not { } bytes) return null;

            LogRecord.TryRead(bytes, lsn, out var record);
            if (record.Version != version || !record.Id.SequenceEqual(id))
            {
                throw segments.Damaged(lsn, "the record is not the one that the journal's later records follow");
            }

            records.Add(bytes);
            version = record.Version - record.EventCount;
            lsn = record.PreviousLsn;
        }

        records.Reverse();
        return records;
    }

    public static JournalContent ToContent(List<byte[]> records, in StreamEntry entry)
    {
        var snapshot = ReadOnlyMemory<byte>.Empty;
        var events = new List<ReadOnlyMemory<byte>>(records.Count);
        foreach (var bytes in records)
        {
            LogRecord.TryRead(bytes, LogRecord.PeekLsn(bytes), out var record);
            if (record.SnapshotLength > 0)
            {
                var at = bytes.Length - record.Events.Length - record.SnapshotLength;
                snapshot = bytes.AsMemory(at, record.SnapshotLength);
            }

            var offset = bytes.Length - record.Events.Length;
            for (var i = 0; i < record.EventCount; i++)
            {
                var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(offset));
                events.Add(bytes.AsMemory(offset + sizeof(int), length));
                offset += sizeof(int) + length;
            }
        }

        return new JournalContent(
            entry.Version,
            entry.Epoch,
            snapshot.IsEmpty ? 0 : entry.Version - events.Count,
            snapshot,
            events,
            entry.WakeAt == LogRecord.NoWakeUp ? null : DateTimeOffset.FromUnixTimeMilliseconds(entry.WakeAt));
    }
}
