namespace ShopActors.Storage.FileLog;

/// <summary>How the writer turns requests into records, and a durable batch into answers.</summary>
internal sealed partial class LogWriter
{
    /// <summary>
    /// Adds a request to the batch; false if it needs a new segment, for which the batch must be written first.
    /// </summary>
    private bool TryStage(ILogRequest request, ref Exception? noSpace)
    {
        var staged = _batch.Stage(request.Id, _core.Index, _unwritten);
        if (request is AppendRequest append)
        {
            return TryStage(append, staged, ref noSpace);
        }

        Stage((ClaimRequest)request, staged);
        return true;
    }

    /// <summary>
    /// A claim needs no record, so nothing has to become durable for it: it is answered at once, unless the batch holds
    /// records of the journal, which its answer must show.
    /// </summary>
    private void Stage(ClaimRequest request, StagedStream staged)
    {
        staged.Entry.Epoch = request.Epoch = _core.NextEpoch();
        if (staged.IsWritten)
        {
            _batch.Add(request);
            return;
        }

        // Known from now on, also if the batch cannot be written.
        if (staged.Slot < 0)
        {
            _unwritten.Set(staged.Id, request.Epoch);
        }
        else
        {
            lock (_core.IndexLock)
            {
                _core.Index[staged.Slot].Epoch = request.Epoch;
            }
        }

        request.Grant(isWritten: staged.Slot >= 0);
    }

    private bool TryStage(AppendRequest request, StagedStream staged, ref Exception? noSpace)
    {
        var append = request.Append;
        ref var entry = ref staged.Entry;
        if (append.ExpectedVersion != entry.Version || append.OwnerEpoch != entry.Epoch ||
            !_core.IsInForce(append.OwnerEpoch))
        {
            Refuse(request, new JournalConflictException(
                append.Id, append.ExpectedVersion, entry.Version, append.OwnerEpoch, entry.Epoch));
            return true;
        }

        var length = LogRecord.Measure(staged.IdBytes.Length, append);
        var isFirst = entry.LastLsn == 0 || !append.Snapshot.IsEmpty;
        var liveBytes = LogRecord.Align(length) + (isFirst ? 0 : entry.LiveBytes);
        if (liveBytes > _core.JournalBytesMax)
        {
            Refuse(request, new JournalStoreException(
                JournalStoreFailure.TooLarge,
                $"Journal '{append.Id}' would hold {liveBytes} bytes of snapshot and events; the most is " +
                $"{_core.JournalBytesMax}."));
            return true;
        }

        // One attempt per batch to get the spare back: it is tried again with the next append.
        if (!_core.HasSpare && (noSpace is not null || !_core.TryCreateSpare(out noSpace)))
        {
            Refuse(request, Full(noSpace));
            return true;
        }

        if (_batch.NextLsn + LogRecord.Align(length) > _core.Segments.Active.EndLsn) return false;

        if (!append.WakeUp.IsKeep)
        {
            entry.WakeAt = append.WakeUp.Time?.ToUnixTimeMilliseconds() ?? LogRecord.NoWakeUp;
        }

        entry.Version = append.NewVersion;
        var header = new LogRecordHeader(
            _batch.NextLsn, _batch.Crc, _core.Tail, isFirst ? 0 : entry.LastLsn, entry.Version, entry.Epoch, entry.WakeAt);
        _batch.Crc = LogRecord.Write(_batch.Reserve((int)length), header, staged.IdBytes, append);
        entry.LastLsn = header.Lsn;
        entry.FirstLsn = isFirst ? header.Lsn : entry.FirstLsn;
        entry.LiveBytes = (uint)liveBytes;
        staged.IsWritten = true;
        _batch.Add(request);
        return true;
    }

    private void Refuse(AppendRequest request, Exception refusal)
    {
        VoidIfReliedOn(request);
        _batch.Add(request, refusal);
    }

    private void VoidIfReliedOn(ILogRequest refused)
    {
        if (refused is AppendRequest { Append.IsReliedOn: true }) _core.VoidClaims();
    }

    private void Publish()
    {
        lock (_core.IndexLock)
        {
            foreach (var staged in _batch.Streams)
            {
                if (staged.Slot < 0)
                {
                    if (!staged.IsWritten) continue;

                    staged.Slot = _core.Index.Add(staged.IdBytes);
                    _unwritten.Remove(staged.Id);
                }

                ref var entry = ref _core.Index[staged.Slot];
                _core.WakeUps.Change(staged.Slot, entry.WakeAt, staged.Entry.WakeAt);
                _core.LiveBytes += (long)staged.Entry.LiveBytes - entry.LiveBytes;
                staged.Entry.IdAt = entry.IdAt;
                entry = staged.Entry;
            }
        }
    }

    private void Answer()
    {
        var (appends, refusals) = (0, 0);
        foreach (var (request, refusal) in _batch.Requests)
        {
            if (refusal is not null)
            {
                refusals++;
                request.Fail(refusal);
            }
            else if (request is AppendRequest append)
            {
                appends++;
                append.TrySetResult(append.Append.NewVersion);
            }
            else if (request is ClaimRequest claim)
            {
                claim.Grant(isWritten: true);
            }
        }

        if (appends > 0) StorageInstruments.Appends.Add(appends);
        if (refusals > 0) StorageInstruments.Refusals.Add(refusals);
    }

    /// <summary>Refuses the batch's appends; its claims hold, because they need no record.</summary>
    private void AnswerAsFull(Exception exception)
    {
        foreach (var (request, refusal) in _batch.Requests)
        {
            if (request is AppendRequest)
            {
                VoidIfReliedOn(request);
                request.Fail(refusal ?? Full(exception));
            }
            else
            {
                // Claimed again in a batch of its own, which has nothing to write.
                lock (_gate)
                {
                    _queue.Add(request);
                }
            }
        }
    }

    private void FailBatch()
    {
        var reason = new JournalStoreException(
            JournalStoreFailure.OutcomeUnknown, "The log could not be made durable; the process must restart.");
        foreach (var (request, refusal) in _batch.Requests)
        {
            request.Fail(refusal ?? reason);
        }
    }
}
