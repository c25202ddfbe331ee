using System.Text;

namespace ShopActors.Storage.FileLog;

/// <summary>
/// Keeps the log's size in proportion to what is live in it. The oldest segment's live journals are written again at
/// the end, each as one record in the same batches as the appends, and the segment is dropped once they are durable.
/// The log thus stays one unbroken chain, and a crash at any point leaves either copy. Runs on the writer thread.
/// </summary>
internal sealed class LogCompactor(LogCore core, double spaceFactor)
{
    // Each byte that is appended pays for reading this many, so compaction always outruns the growth.
    private const int ScanRatio = 4;
    private const int SliceBytesMax = 256 * 1024;

    private long _cursor;
    private long _credit;
    private LogSegment? _drained;
    private bool _isBlocked;

    /// <summary>Whether a batch is worth writing even without requests.</summary>
    public bool HasWork => !_isBlocked && IsTooLarge;

    private bool IsTooLarge =>
        core.Segments.Count > 1 &&
        (core.AllocatedBytes > (core.LiveBytes * spaceFactor) + (2L * core.SegmentSize) ||
         (!core.HasSpare && core.AllocatedBytes - core.LiveBytes > 2L * core.SegmentSize));

    /// <summary>
    /// Adds the next live journals of the oldest segment to the batch; false if they need a new segment first.
    /// </summary>
    public bool TryStage(LogBatch batch, bool isIdle)
    {
        _isBlocked = false;
        if (!IsTooLarge) return true;

        var oldest = core.Segments.Oldest;
        if (_cursor < oldest.StartLsn)
        {
            _cursor = oldest.StartLsn;
        }

        var slice = Math.Min(isIdle ? SliceBytesMax : _credit, SliceBytesMax);
        var end = _cursor + slice;
        while (_cursor < oldest.RecordsEndLsn && _cursor < end)
        {
            var bytes = core.Segments.ReadRecord(_cursor) ?? throw core.Segments.Damaged(_cursor, "its file is gone");
            LogRecord.TryRead(bytes, _cursor, out var record);
            if (!TryRelocate(batch, record))
            {
                // Without a spare there is nowhere to go on to until something else frees space.
                _isBlocked = !core.HasSpare;
                return _isBlocked;
            }

            _cursor = LogRecord.Align(_cursor + record.Length);
        }

        _credit = Math.Max(0, _credit - slice);
        if (_cursor >= oldest.RecordsEndLsn)
        {
            _drained = oldest;
        }

        return true;
    }

    public void AfterCommit(LogBatch batch)
    {
        _credit = Math.Min(_credit + ((long)ScanRatio * (batch.Bytes - batch.RelocatedBytes)), 16L * SliceBytesMax);
        if (_drained is null) return;

        _drained = null;
        try
        {
            core.DropOldestSegment();
            _ = core.TryCreateSpare(out _);
        }
        catch (Exception e) when (DiskErrors.IsFull(e))
        {
            // Possible where a file system does not write the marker in place; the next batch tries again.
            _isBlocked = true;
        }
    }

    /// <summary>Starts the oldest segment over, because what was staged was not written.</summary>
    public void Reset()
    {
        (_cursor, _drained) = (0, null);
        _isBlocked = true;
    }

    private bool TryRelocate(LogBatch batch, in LogRecord record)
    {
        var slot = core.Index.Find(record.Id);
        var entry = core.Index[slot];
        if (record.Lsn < entry.FirstLsn || batch.IsRelocated(slot)) return true;

        var id = record.Id;
        var records = JournalChain.Read(core.Segments, entry, id) ??
            throw core.Segments.Damaged(entry.LastLsn, "a file of the journal's records is gone");
        var content = JournalChain.ToContent(records, entry);
        var eventBytes = content.Events.Sum(e => sizeof(int) + e.Length);
        var length = LogRecord.HeaderBytes + id.Length + content.Snapshot.Length + eventBytes;
        if (batch.NextLsn + LogRecord.Align(length) > core.Segments.Active.EndLsn) return false;

        var staged = batch.Stage(new JournalId(Encoding.UTF8.GetString(id)), core.Index);
        var header = new LogRecordHeader(
            batch.NextLsn, batch.Crc, core.Tail, 0, entry.Version, entry.Epoch, entry.WakeAt);
        batch.Crc = LogRecord.Write(batch.Reserve(length), header, id, content);
        batch.RelocatedBytes += (int)LogRecord.Align(length);
        batch.MarkRelocated(slot);
        staged.Entry.FirstLsn = staged.Entry.LastLsn = header.Lsn;
        staged.Entry.LiveBytes = (uint)LogRecord.Align(length);
        staged.IsWritten = true;
        return true;
    }
}
