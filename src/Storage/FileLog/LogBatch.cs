using System.Text;

namespace ShopActors.Storage.FileLog;

/// <summary>
/// The records that one write and one sync make durable together, and what the index will say once they are. Until
/// then readers see nothing of them, and a batch that could not be written is simply forgotten.
/// </summary>
internal sealed class LogBatch
{
    private readonly Dictionary<string, StagedStream> _streams = new(StringComparer.Ordinal);
    private readonly List<(ILogRequest Request, Exception? Refusal)> _requests = [];
    private readonly HashSet<int> _relocated = [];
    private readonly Stack<StagedStream> _unused = [];
    private byte[] _buffer = new byte[256 * 1024];

    public int Bytes { get; private set; }

    public bool HasRequests => _requests.Count > 0;

    public ReadOnlySpan<byte> Content => _buffer.AsSpan(0, Bytes);

    /// <summary>The position of the batch's first byte.</summary>
    public long StartLsn { get; private set; }

    /// <summary>The CRC that the next record continues.</summary>
    public uint Crc { get; set; }

    /// <summary>Whether compaction has already written that journal's record into this batch.</summary>
    public bool IsRelocated(int slot) => _relocated.Contains(slot);

    public void MarkRelocated(int slot) => _relocated.Add(slot);

    /// <summary>Log bytes that relocated journals took; compaction is paced by the others.</summary>
    public int RelocatedBytes { get; set; }

    public IEnumerable<StagedStream> Streams => _streams.Values;

    public IReadOnlyList<(ILogRequest Request, Exception? Refusal)> Requests => _requests;

    public long NextLsn => StartLsn + Bytes;

    public void Begin(long startLsn, uint crc)
    {
        (StartLsn, Crc, Bytes, RelocatedBytes) = (startLsn, crc, 0, 0);
        foreach (var staged in _streams.Values) _unused.Push(staged);
        _streams.Clear();
        _relocated.Clear();
        _requests.Clear();
    }

    public void Add(ILogRequest request, Exception? refusal = null) => _requests.Add((request, refusal));

    /// <summary>The journal as this batch leaves it so far.</summary>
    public StagedStream Stage(JournalId id, StreamIndex index, UnwrittenClaims? unwritten = null)
    {
        if (_streams.TryGetValue(id.Value, out var staged)) return staged;

        if (!_unused.TryPop(out staged)) staged = new StagedStream();
        staged.Begin(id.Value);
        staged.Slot = index.Find(staged.IdBytes);
        staged.Entry = staged.Slot >= 0
            ? index[staged.Slot]
            : new StreamEntry { WakeAt = LogRecord.NoWakeUp, Epoch = unwritten?.EpochOf(id.Value) ?? 0 };
        _streams.Add(id.Value, staged);
        return staged;
    }

    /// <summary>Room for the next record, which must be filled at once.</summary>
    public Span<byte> Reserve(int length)
    {
        var aligned = (int)LogRecord.Align(length);
        if (_buffer.Length - Bytes < aligned)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Bytes + aligned));
        }

        var room = _buffer.AsSpan(Bytes, aligned);
        room[length..].Clear();
        Bytes += aligned;
        return room[..length];
    }
}

/// <summary>A journal that the batch touches; used again for others in later batches.</summary>
internal sealed class StagedStream
{
    public StreamEntry Entry;

    private byte[] _idBytes = [];
    private int _idLength;

    public string Id { get; private set; } = "";

    public ReadOnlySpan<byte> IdBytes => _idBytes.AsSpan(0, _idLength);

    /// <summary>Its number in the index; -1 until its first append is durable.</summary>
    public int Slot { get; set; }

    /// <summary>Whether the batch holds a record of it.</summary>
    public bool IsWritten { get; set; }

    public void Begin(string id)
    {
        var lengthMax = Encoding.UTF8.GetMaxByteCount(id.Length);
        if (_idBytes.Length < lengthMax) _idBytes = new byte[lengthMax];
        (Id, _idLength, IsWritten) = (id, Encoding.UTF8.GetBytes(id, _idBytes), false);
    }
}
