using System.Buffers;

namespace ShopActors.Storage.FileLog;

/// <summary>
/// The segments of the log, oldest first, with consecutive numbers. The writer thread adds and removes; readers on
/// other threads see either the old or the new list and find out by a miss that a segment has gone.
/// </summary>
internal sealed class LogSegments(int segmentSize) : IDisposable
{
    // Most records fit, so one read gets them whole.
    private const int FirstReadBytes = 2048;

    private volatile LogSegment[] _all = [];

    public int SegmentSize => segmentSize;

    public int Count => _all.Length;

    public LogSegment Oldest => _all[0];

    public LogSegment Active => _all[^1];

    public LogSegment this[int index] => _all[index];

    public void Add(LogSegment segment) => _all = [.. _all, segment];

    public LogSegment RemoveOldest()
    {
        var oldest = _all[0];
        _all = _all[1..];
        return oldest;
    }

    /// <summary>Reads the record at a position, or returns null if its segment has been removed meanwhile.</summary>
    public byte[]? ReadRecord(long lsn)
    {
        var all = _all;
        var index = (lsn / segmentSize) - all[0].Number;
        if (index < 0 || index >= all.Length) return null;

        var (file, offset) = (all[index].File, lsn % segmentSize);
        var first = ArrayPool<byte>.Shared.Rent(FirstReadBytes);
        try
        {
            var room = (int)Math.Min(FirstReadBytes, segmentSize - offset);
            var read = file.Read(offset, first.AsSpan(0, room));
            var length = read < LogRecord.HeaderBytes ? -1 : LogRecord.PeekLength(first);
            if (length < LogRecord.HeaderBytes || length > segmentSize - offset) throw Damaged(lsn);

            var record = GC.AllocateUninitializedArray<byte>(length);
            first.AsSpan(0, Math.Min(read, length)).CopyTo(record);
            if (length > read)
            {
                _ = file.Read(offset + read, record.AsSpan(read));
            }

            return LogRecord.TryRead(record, lsn, out _) ? record : throw Damaged(lsn);
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(first);
        }
    }

    public JournalStoreException Damaged(long lsn, string detail = "no intact record is there") => new(
        JournalStoreFailure.Corrupt,
        $"The log is damaged at position {lsn} (file {LogSegment.Name(lsn / segmentSize)}, offset {lsn % segmentSize}): " +
        $"{detail}.");

    public void Dispose()
    {
        foreach (var segment in _all)
        {
            segment.Dispose();
        }
    }
}
