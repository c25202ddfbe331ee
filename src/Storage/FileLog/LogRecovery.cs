namespace ShopActors.Storage.FileLog;

/// <summary>
/// Reads the whole log when a store is opened: checks every record, builds the index and finds the end. What it may
/// cut off is a tail that was never acknowledged; anything else that is not intact refuses to open. It tells the two
/// apart by the marker and by the durable position that later records carry (docs/design/journal-format.md).
/// </summary>
internal sealed class LogRecovery(IStorageDirectory directory, LogMarkerValue marker)
{
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(marker.SegmentSize);
    private uint _crc;
    private long _end;

    public LogSegments Segments { get; } = new(marker.SegmentSize);

    public StreamIndex Index { get; } = new();

    /// <summary>Where the next record goes.</summary>
    public long Tail => _end;

    /// <summary>The CRC of the last record.</summary>
    public uint TailCrc => _crc;

    public long EpochMax { get; private set; }

    public long LiveBytes { get; private set; }

    public void Run()
    {
        var numbers = directory.List()
            .Select(n => LogSegment.TryParseName(n, out var number) ? number : -1)
            .Where(n => n >= 0)
            .Order()
            .ToList();
        foreach (var dropped in numbers.Where(n => n < marker.FirstSegment))
        {
            // The marker was moved past it; the crash came before the file was deleted.
            directory.Delete(LogSegment.Name(dropped));
        }

        numbers.RemoveAll(n => n < marker.FirstSegment);
        for (var i = 0; i < numbers.Count; i++)
        {
            if (numbers[i] != marker.FirstSegment + i) throw Missing(marker.FirstSegment + i);

            ReadSegment(numbers[i], isLast: i == numbers.Count - 1);
        }

        if (numbers.Count == 0 && marker.DurableLsn > 0) throw Missing(marker.FirstSegment);
        if (_end < marker.DurableLsn) throw Lost(_end);

        CheckChains();
    }

    private static JournalStoreException Missing(long number) => new(
        JournalStoreFailure.Corrupt, $"The log's file {LogSegment.Name(number)} is missing.");

    private JournalStoreException Lost(long lsn) => Segments.Damaged(
        lsn, $"acknowledged records up to position {marker.DurableLsn} are missing or damaged");

    private void ReadSegment(long number, bool isLast)
    {
        var segment = new LogSegment(number, marker.SegmentSize, directory.Open(LogSegment.Name(number)));
        Segments.Add(segment);
        var read = segment.File.Read(0, _buffer);
        _buffer.AsSpan(read).Clear();

        if (!LogSegment.TryReadHeader(_buffer, out var header) || header.Number != number ||
            header.Size != marker.SegmentSize || header.StoreId != marker.StoreId)
        {
            throw Segments.Damaged(number * marker.SegmentSize, "the file's header is not that of this log");
        }

        // The chain of the oldest segment begins with what its header says of the dropped one before it.
        if (Segments.Count == 1)
        {
            _crc = header.PreviousCrc;
        }
        else if (header.PreviousEndLsn != _end || header.PreviousCrc != _crc)
        {
            throw Segments.Damaged(_end, $"the next file follows a record that ends at {header.PreviousEndLsn}");
        }

        _end = segment.StartLsn;
        Scan(segment);
        if (isLast)
        {
            CutTail(segment);
        }
        else
        {
            segment.RecordsEndLsn = _end;
        }
    }

    private void Scan(LogSegment segment)
    {
        var offset = (int)(_end - (segment.Number * marker.SegmentSize));
        while (offset < marker.SegmentSize &&
            LogRecord.TryRead(_buffer.AsSpan(offset), _end, out var record) && record.PreviousCrc == _crc)
        {
            Apply(record);
            _crc = record.Crc;
            offset = (int)LogRecord.Align(offset + record.Length);
            _end = (segment.Number * marker.SegmentSize) + offset;
        }
    }

    private void Apply(in LogRecord record)
    {
        var slot = Index.Find(record.Id);
        var isNew = slot < 0;
        if (isNew)
        {
            slot = Index.Add(record.Id);
        }

        ref var entry = ref Index[slot];
        var length = (uint)LogRecord.Align(record.Length);
        if (record.PreviousLsn == 0)
        {
            LiveBytes += (long)length - entry.LiveBytes;
            entry.FirstLsn = record.Lsn;
            entry.LiveBytes = length;
        }
        else if (!isNew && (record.PreviousLsn != entry.LastLsn || record.Version - record.EventCount != entry.Version))
        {
            throw Segments.Damaged(record.Lsn, "the record does not follow its journal's previous one");
        }
        else
        {
            // Where the journal's earlier records were in a dropped segment, FirstLsn stays 0 until the record that
            // compaction wrote in their place comes by.
            LiveBytes += length;
            entry.LiveBytes += length;
        }

        entry.Version = record.Version;
        entry.Epoch = record.Epoch;
        entry.WakeAt = record.WakeAt;
        entry.LastLsn = record.Lsn;
        EpochMax = Math.Max(EpochMax, record.Epoch);
    }

    private void CutTail(LogSegment segment)
    {
        var start = (int)(_end - (segment.Number * marker.SegmentSize));
        var rest = _buffer.AsSpan(start);
        if (rest.IndexOfAnyExcept((byte)0) < 0) return;
        if (_end < marker.DurableLsn) throw Lost(_end);

        for (var offset = 0; offset + LogRecord.HeaderBytes <= rest.Length; offset += LogRecord.Alignment)
        {
            if (LogRecord.TryRead(rest[offset..], _end + offset, out var later) && later.DurableLsn > _end)
            {
                throw Segments.Damaged(
                    _end, $"the record at {later.Lsn} was written when all up to {later.DurableLsn} was acknowledged");
            }
        }

        // Nothing of the torn tail may ever look like a successor of what is written in its place.
        var last = rest.LastIndexOfAnyExcept((byte)0) + 1;
        rest[..last].Clear();
        segment.File.Write(start, rest[..last]);
        segment.File.Sync();
    }

    private void CheckChains()
    {
        for (var slot = 0; slot < Index.Count; slot++)
        {
            if (Index[slot].FirstLsn == 0)
            {
                throw Segments.Damaged(
                    Index[slot].LastLsn, $"the first records of journal '{Index.Id(slot)}' are missing");
            }
        }
    }
}
