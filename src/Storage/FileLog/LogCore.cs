namespace ShopActors.Storage.FileLog;

/// <summary>
/// The log and its index as the writer thread sees them: opening, rotation to the next segment, the spare segment
/// and the marker. All members but the index under its lock belong to that thread.
/// </summary>
internal sealed class LogCore : IDisposable
{
    private const string LockName = "lock";
    private const string SpareName = "spare";
    private const int EpochCounterBits = 40; // a trillion claims in each of eight million openings

    private readonly IStorageDirectory _directory;
    private readonly IDisposable _lock;
    private readonly LogMarker _marker;
    private IStorageFile? _spare;
    private long _lastEpoch;
    private long _voidEpoch;

    private LogCore(IStorageDirectory directory, IDisposable @lock, LogMarker marker, LogRecovery recovery)
    {
        _directory = directory;
        _lock = @lock;
        _marker = marker;
        Segments = recovery.Segments;
        Index = recovery.Index;
        Tail = recovery.Tail;
        TailCrc = recovery.TailCrc;
        LiveBytes = recovery.LiveBytes;
    }

    public LogSegments Segments { get; }

    /// <summary>Guards the indexes: the writer changes them under it, readers look them up under it.</summary>
    public Lock IndexLock { get; } = new();

    public StreamIndex Index { get; }

    public WakeUpIndex WakeUps { get; } = new();

    /// <summary>The end of the log. Everything before it is durable.</summary>
    public long Tail { get; private set; }

    public uint TailCrc { get; private set; }

    /// <summary>The log bytes of all records that a journal's content consists of.</summary>
    public long LiveBytes { get; set; }

    public bool HasSpare => _spare is not null;

    public bool IsMarkerBehind => _marker.Value.DurableLsn < Tail;

    public int SegmentSize => Segments.SegmentSize;

    public long AllocatedBytes => ((long)Segments.Count + (HasSpare ? 1 : 0)) * SegmentSize;

    /// <summary>
    /// The most that one journal's snapshot and events may take: compaction writes them as one record.
    /// </summary>
    public long JournalBytesMax => Math.Min(8 * 1024 * 1024, (SegmentSize - LogSegment.HeaderBytes) / 2);

    public static LogCore Open(IStorageDirectory directory, FileJournalStoreOptions options)
    {
        var @lock = TakeLock(directory);
        LogMarker? marker = null;
        LogRecovery? recovery = null;
        try
        {
            marker = OpenMarker(directory, options);
            recovery = new LogRecovery(directory, marker.Value);
            recovery.Run();
            var core = new LogCore(directory, @lock, marker, recovery);
            core.Start(recovery.EpochMax);
            return core;
        }
        catch (Exception e)
        {
            recovery?.Segments.Dispose();
            marker?.Dispose();
            @lock.Dispose();
            if (e is IOException or UnauthorizedAccessException)
            {
                throw new JournalStoreException(
                    JournalStoreFailure.Unavailable, $"The store cannot be opened: {e.Message}", e);
            }

            throw;
        }
    }

    /// <summary>
    /// The epoch of the next claim: higher than that of any claim before it, in this run or an earlier one.
    /// </summary>
    public long NextEpoch() => ++_lastEpoch;

    /// <summary>
    /// Whether a claim may still write: those of earlier runs died with their process. Epoch 0 is no claim.
    /// </summary>
    public bool IsInForce(long epoch) => epoch == 0 || epoch > Volatile.Read(ref _voidEpoch);

    /// <summary>
    /// Ends every claim so far, as a crash at this place of the log would: a caller that acted on something that the log will
    /// not hold must read its journal again.
    /// </summary>
    public void VoidClaims() => Volatile.Write(ref _voidEpoch, _lastEpoch);

    /// <summary>Moves the end of the log past a batch that is durable.</summary>
    public void Advance(LogBatch batch) => (Tail, TailCrc) = (batch.NextLsn, batch.Crc);

    /// <summary>Makes the spare the active segment. What precedes it in the log is durable already.</summary>
    public void Rotate()
    {
        var spare = _spare ?? throw new InvalidOperationException("There is no spare segment.");
        var number = Segments.Active.Number + 1;
        WriteHeader(spare, number);
        _directory.Rename(SpareName, LogSegment.Name(number));
        _spare = null;
        _directory.Sync();
        Segments.Active.RecordsEndLsn = Tail;
        var segment = new LogSegment(number, SegmentSize, spare);
        Segments.Add(segment);
        Tail = segment.StartLsn;
        WriteMarker();
    }

    /// <summary>
    /// Creates the spare segment if it is missing. Appends need one: what is left of the active segment while there
    /// is none is for compaction, the only way to get space back on a full disk.
    /// </summary>
    public bool TryCreateSpare(out Exception? failure)
    {
        failure = null;
        if (_spare is not null) return true;

        try
        {
            _spare = _directory.Create(SpareName, SegmentSize);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failure = e;
            return false;
        }
    }

    /// <summary>Removes the oldest segment, of which nothing is live any more.</summary>
    public void DropOldestSegment()
    {
        var oldest = Segments.Oldest;
        _marker.WriteBoth(_marker.Value with { DurableLsn = Tail, FirstSegment = oldest.Number + 1 });
        Segments.RemoveOldest().Dispose();
        try
        {
            _directory.Delete(LogSegment.Name(oldest.Number));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is no part of the log any more; the next opening deletes it.
        }
    }

    public void WriteMarker() => _marker.Write(_marker.Value with { DurableLsn = Tail });

    public void Dispose()
    {
        _spare?.Dispose();
        Segments.Dispose();
        _marker.Dispose();
        _lock.Dispose();
    }

    private static IDisposable TakeLock(IStorageDirectory directory)
    {
        try
        {
            return directory.Lock(LockName);
        }
        catch (IOException e)
        {
            throw new JournalStoreException(
                JournalStoreFailure.Locked, "Another process has the store open.", e);
        }
    }

    private static LogMarker OpenMarker(IStorageDirectory directory, FileJournalStoreOptions options)
    {
        var names = directory.List();
        if (names.Contains(LogMarker.Name)) return LogMarker.Open(directory);

        if (names.Any(n => LogSegment.TryParseName(n, out _)))
        {
            throw new JournalStoreException(
                JournalStoreFailure.Corrupt, "The directory holds a log, but its marker file is missing.");
        }

        return LogMarker.Create(
            directory, new LogMarkerValue(options.NewStoreId(), options.SegmentBytes, 0, 0, FirstSegment: 1));
    }

    private void Start(long epochMax)
    {
        if (_directory.List().Contains(SpareName))
        {
            // It may hold the header of a rotation that a crash cut short.
            _directory.Delete(SpareName);
        }

        if (Segments.Count == 0)
        {
            CreateFirstSegment();
        }

        var generation = Math.Max(_marker.Value.Generation, epochMax >> EpochCounterBits) + 1;
        _lastEpoch = _voidEpoch = generation << EpochCounterBits;
        _marker.WriteBoth(_marker.Value with { Generation = generation, DurableLsn = Tail });
        for (var slot = 0; slot < Index.Count; slot++)
        {
            WakeUps.Change(slot, LogRecord.NoWakeUp, Index[slot].WakeAt);
        }

        _ = TryCreateSpare(out _);
    }

    private void CreateFirstSegment()
    {
        const long First = 1;
        var file = _directory.Create(SpareName, SegmentSize);
        try
        {
            WriteHeader(file, First);
            _directory.Rename(SpareName, LogSegment.Name(First));
            _directory.Sync();
        }
        catch
        {
            file.Dispose();
            throw;
        }

        Segments.Add(new LogSegment(First, SegmentSize, file));
        Tail = Segments.Active.StartLsn;
    }

    private void WriteHeader(IStorageFile file, long number)
    {
        Span<byte> header = stackalloc byte[LogSegment.HeaderBytes];
        LogSegment.WriteHeader(
            header, new LogSegmentHeader(number, SegmentSize, _marker.Value.StoreId, Tail, TailCrc));
        file.Write(0, header);
        file.Sync();
    }
}
