using System.Buffers.Binary;
using ShopActors.Storage.FileLog;

namespace ShopActors.Storage.Tests.FileLog;

/// <summary>
/// The files of a closed store, for damaging them in many ways: what a recovery writes is undone, so one image
/// serves any number of recoveries.
/// </summary>
internal sealed class LogImage : IStorageDirectory
{
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly List<(byte[] File, int Offset, byte[] Before)> _undo = [];

    private LogImage()
    {
    }

    public IReadOnlyDictionary<string, byte[]> Files => _files;

    public LogMarkerValue Marker { get; private set; }

    public static LogImage Of(SimulatedDirectory disk)
    {
        var image = new LogImage();
        foreach (var name in disk.List().Where(n => LogSegment.TryParseName(n, out _) || n == LogMarker.Name))
        {
            image._files.Add(name, [.. disk.Bytes(name)]);
        }

        using var marker = LogMarker.Open(image);
        image.Marker = marker.Value;
        return image;
    }

    public LogImage Copy(string? without = null)
    {
        var copy = new LogImage { Marker = Marker };
        foreach (var (name, bytes) in _files.Where(f => f.Key != without))
        {
            copy._files.Add(name, [.. bytes]);
        }

        return copy;
    }

    public void Replace(string name, byte[] bytes) => _files[name] = bytes;

    /// <summary>The positions of the records of all segments, and the end of the last.</summary>
    public List<(string File, int Offset, int End)> Records()
    {
        var records = new List<(string, int, int)>();
        foreach (var (name, bytes) in _files.Where(f => f.Key != LogMarker.Name).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            _ = LogSegment.TryParseName(name, out var number);
            var offset = LogSegment.HeaderBytes;
            while (LogRecord.TryRead(bytes.AsSpan(offset), (number * Marker.SegmentSize) + offset, out var record))
            {
                records.Add((name, offset, offset + record.Length));
                offset = (int)LogRecord.Align(offset + record.Length);
            }
        }

        return records;
    }

    /// <summary>Recovers with the marker given, by default the one that the store left.</summary>
    public LogRecovery Recover(LogMarkerValue? marker = null)
    {
        var recovery = new LogRecovery(this, marker ?? Marker);
        try
        {
            recovery.Run();
            return recovery;
        }
        finally
        {
            for (var i = _undo.Count - 1; i >= 0; i--)
            {
                _undo[i].Before.CopyTo(_undo[i].File, _undo[i].Offset);
            }

            _undo.Clear();
        }
    }

    public IDisposable Lock(string name) => throw new NotSupportedException();

    public IReadOnlyList<string> List() => [.. _files.Keys];

    public IStorageFile Open(string name) => new ImageFile(this, _files[name]);

    public IStorageFile Create(string name, long length) => throw new NotSupportedException();

    public void Rename(string from, string to) => throw new NotSupportedException();

    public void Delete(string name) => throw new NotSupportedException();

    public void Sync()
    {
    }

    private sealed class ImageFile(LogImage image, byte[] bytes) : IStorageFile
    {
        public long Length => bytes.Length;

        public int Read(long offset, Span<byte> buffer)
        {
            var count = (int)Math.Clamp(bytes.Length - offset, 0, buffer.Length);
            bytes.AsSpan((int)offset, count).CopyTo(buffer);
            return count;
        }

        public void Write(long offset, ReadOnlySpan<byte> data)
        {
            image._undo.Add((bytes, (int)offset, bytes[(int)offset..((int)offset + data.Length)]));
            data.CopyTo(bytes.AsSpan((int)offset));
        }

        public void Sync()
        {
        }

        public void Dispose()
        {
        }
    }
}
