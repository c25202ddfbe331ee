namespace ShopActors.Storage.FileLog;

/// <summary>
/// The one thread that writes the log. It takes all requests that have gathered, checks them against the index in
/// order, writes their records with one write and one sync, publishes them in the index, and only then answers. While
/// it syncs the next group gathers. A failed sync ends the process: what the kernel did with the pages is unknown, so
/// only a restart that reads the disk again can tell what is durable.
/// <para>
/// After each batch it lets those whom it answered have their turn before it takes the next one: a work item behind them
/// in the pool's queue says when. An idle pool runs that at once; a busy one makes the next batch larger, which is when
/// fewer syncs matter.
/// </para>
/// </summary>
internal sealed partial class LogWriter : IDisposable, IThreadPoolWorkItem
{
    // A batch beyond this waits for the next sync: it bounds the memory and the time that one answer takes.
    private const int BatchBytesMax = 4 * 1024 * 1024;
    private const int UnwrittenClaimsMax = 100_000;

    // A pool without a free thread for so long must not hold up the log as well.
    private static readonly TimeSpan TurnsMax = TimeSpan.FromMilliseconds(2);

    private readonly LogCore _core;
    private readonly LogCompactor _compactor;
    private readonly Action<Exception> _fatal;
    private readonly TimeProvider _time;
    private readonly TimeSpan _markerDelay;
    private readonly ITimer _markerTimer;
    private readonly Thread _thread;
    private readonly LogBatch _batch = new();
    private readonly UnwrittenClaims _unwritten = new(UnwrittenClaimsMax);

    // Guards the queue and the flags below; the thread waits on it.
    private readonly object _gate = new();
    private List<ILogRequest> _queue = [];
    private bool _isMarkerDue;
    private bool _isStopping;
    private bool _isAwaitingTurns;
    private JournalStoreException? _closed;

    private List<ILogRequest> _taken = [];
    private int _next;
    private bool _isMarkerArmed;

    public LogWriter(LogCore core, FileJournalStoreOptions options, TimeProvider time, Action<Exception> fatal)
    {
        _core = core;
        _compactor = new LogCompactor(core, options.SpaceFactor);
        _fatal = fatal;
        _time = time;
        _markerDelay = options.MarkerDelay;
        _markerTimer = time.CreateTimer(
            static writer => ((LogWriter)writer!).OnMarkerDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _thread = new Thread(Run) { IsBackground = true, Name = "journal writer" };
        _thread.Start();
    }

    public long SyncCount { get; private set; }

    /// <summary>Why the store does not serve any more; null while it does.</summary>
    public JournalStoreException? Closed => Volatile.Read(ref _closed);

    public void Enqueue(ILogRequest request)
    {
        lock (_gate)
        {
            if (_closed is null && !_isStopping)
            {
                _queue.Add(request);
                if (_queue.Count == 1 && !_isAwaitingTurns)
                {
                    Monitor.Pulse(_gate);
                }

                return;
            }
        }

        request.Fail(Closed ?? StoreClosed());
    }

    /// <summary>Answers what is queued, writes the marker and ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _markerTimer.Dispose();
    }

    /// <summary>Runs behind those whom the last batch answered: what they had to write is in the queue now.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        lock (_gate)
        {
            _isAwaitingTurns = false;
            if (_queue.Count > 0)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    private static JournalStoreException StoreClosed(Exception? inner = null) =>
        new(JournalStoreFailure.Closed, "The journal store is closed.", inner);

    private void OnMarkerDue()
    {
        lock (_gate)
        {
            _isMarkerDue = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Run()
    {
        try
        {
            while (TakeRequests())
            {
                WriteBatch();
                WriteMarkerIfDue();
            }

            WriteMarker();
            Close(StoreClosed());
        }
        catch (Exception e)
        {
            // Whatever went wrong here, this process must not acknowledge anything more.
            Close(StoreClosed(e));
            _fatal(e);
        }
    }

    /// <summary>Waits for something to do; false when all is done and the store is being closed.</summary>
    private bool TakeRequests()
    {
        if (_next < _taken.Count) return true;

        _taken.Clear();
        _next = 0;
        lock (_gate)
        {
            while (!_isMarkerDue && !_isStopping && !_compactor.HasWork && (_queue.Count == 0 || _isAwaitingTurns))
            {
                if (!Monitor.Wait(_gate, _isAwaitingTurns ? TurnsMax : Timeout.InfiniteTimeSpan))
                {
                    _isAwaitingTurns = false;
                }
            }

            (_taken, _queue) = (_queue, _taken);
            return _taken.Count > 0 || !_isStopping;
        }
    }

    private void WriteMarkerIfDue()
    {
        lock (_gate)
        {
            if (!_isMarkerDue) return;

            _isMarkerDue = false;
        }

        _isMarkerArmed = false;
        WriteMarker();
    }

    private void WriteMarker()
    {
        if (!_core.IsMarkerBehind) return;

        try
        {
            _core.WriteMarker();
        }
        catch (Exception e) when (DiskErrors.IsFull(e))
        {
            // Possible where a file system does not write in place. The next write arms the timer again.
        }
    }

    private void WriteBatch()
    {
        _batch.Begin(_core.Tail, _core.TailCrc);
        var needsSegment = !_compactor.TryStage(_batch, isIdle: _taken.Count == 0);
        Exception? noSpace = null;
        while (!needsSegment && _next < _taken.Count && _batch.Bytes < BatchBytesMax)
        {
            needsSegment = !TryStage(_taken[_next], ref noSpace);
            if (!needsSegment)
            {
                _next++;
            }
        }

        if (!CommitBatch()) return;

        _compactor.AfterCommit(_batch);
        if (needsSegment)
        {
            RotateForNext();
        }
    }

    /// <summary>Writes, syncs, publishes and answers; false if the disk was full and nothing was written.</summary>
    private bool CommitBatch()
    {
        var unanswered = true;
        try
        {
            if (_batch.Bytes > 0)
            {
                try
                {
                    _core.Segments.Active.File.Write(_batch.StartLsn % _core.SegmentSize, _batch.Content);
                }
                catch (Exception e) when (DiskErrors.IsFull(e))
                {
                    // What was written of it lies beyond the end of the log, where the next batch overwrites it.
                    unanswered = false;
                    _compactor.Reset();
                    AnswerAsFull(e);
                    return false;
                }

                var began = _time.GetTimestamp();
                _core.Segments.Active.File.Sync();
                StorageInstruments.SyncDuration.Record(_time.GetElapsedTime(began).TotalSeconds);
                StorageInstruments.BatchSize.Record(_batch.Requests.Count);
                SyncCount++;
                _core.Advance(_batch);
            }

            Publish();
            unanswered = false;
            Answer();
            AwaitTurns();
            ArmMarker();
            return true;
        }
        finally
        {
            if (unanswered)
            {
                FailBatch();
            }
        }
    }

    private void RotateForNext()
    {
        try
        {
            _core.Rotate();
        }
        catch (Exception e) when (DiskErrors.IsFull(e))
        {
            // The spare's header found no room; the spare stays for the next attempt.
            FailNext(e);
            return;
        }

        _ = _core.TryCreateSpare(out _);
    }

    private void FailNext(Exception exception)
    {
        if (_next < _taken.Count)
        {
            var next = _taken[_next++];
            VoidIfReliedOn(next);
            next.Fail(Full(exception));
        }
    }

    private static JournalStoreException Full(Exception? inner) =>
        new(JournalStoreFailure.Full, "The store has no space left for the append.", inner);

    private void Close(JournalStoreException reason)
    {
        List<ILogRequest> rest;
        lock (_gate)
        {
            Volatile.Write(ref _closed, reason);
            rest = [.. _taken.Skip(_next), .. _queue];
            _queue.Clear();
        }

        foreach (var request in rest)
        {
            request.Fail(reason);
        }
    }

    private void AwaitTurns()
    {
        // A caller answered alone has no company to wait for in the next batch.
        if (_batch.Requests.Count < 2) return;

        lock (_gate)
        {
            _isAwaitingTurns = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void ArmMarker()
    {
        if (_batch.Bytes > 0 && !_isMarkerArmed)
        {
            _isMarkerArmed = true;
            _markerTimer.Change(_markerDelay, Timeout.InfiniteTimeSpan);
        }
    }
}
