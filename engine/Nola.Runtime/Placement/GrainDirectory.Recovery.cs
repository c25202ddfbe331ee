using System.Buffers.Binary;
using Microsoft.Extensions.Logging;
using Nola.Runtime.Messaging;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

// What a silo must find out when the ring changes, and whether grains that follow the ring are concerned at all.
internal sealed partial class GrainDirectory
{
    // Replaced under the lock, read by calls.
    private volatile DirectoryRecovery _recovery = DirectoryRecovery.None;

    // Written under the lock, read by every call.
    private volatile RingGrains _ringGrains = RingGrains.Unknown;
    private CancellationTokenSource? _round;
    private bool _isRecovering;
    private bool _isAnnounced;

    /// <summary>Whether no grain that follows the ring can be anywhere else: then the ring alone says where it is.</summary>
    public bool RingGrainsAreFixed => _ringGrains == RingGrains.Fixed;

    /// <summary>Whether this silo knows of all displaced grains that it owns.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_lock) return ReferenceEquals(_recovery.Ring, _handover.Ownership.Ring) && TryComplete_NeedsLock();
        }
    }

    /// <summary>
    /// Tells all silos that grains that follow the ring may be displaced. Only then may one be, because only then a silo
    /// that gains a range looks for them. True when all know it.
    /// </summary>
    public async Task<bool> AnnounceMovesAsync(CancellationToken cancellationToken)
    {
        if (_isAnnounced) return true;

        _ringGrains = RingGrains.Moved;
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var ownership = _handover.Ownership;
            var asked = ownership.Ring.Silos.Where(silo => !silo.Equals(_local))
                .Select(silo => TryAnnounceAsync(silo, ownership.Version, cancellationToken));
            if (Array.TrueForAll(await Task.WhenAll(asked).ConfigureAwait(false), static isKnown => isKnown))
            {
                return _isAnnounced = true;
            }

            await Task.Delay(RetryAfter, _time, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    private async Task<bool> TryAnnounceAsync(SiloAddress silo, long version, CancellationToken cancellationToken)
    {
        try
        {
            return await _center.AskAsync(
                silo, ControlOperation.RingGrainsMove, Encode(version), AnswerTimeout, cancellationToken)
                .ConfigureAwait(false) is [1];
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    // A silo that is in a later view has perhaps told a silo that joined with it already that no grain is displaced.
    private ValueTask<byte[]> OnRingGrainsMoveAsync(SiloAddress peer, byte[] payload)
    {
        lock (_lock)
        {
            _ringGrains = RingGrains.Moved;
            return new([payload.Length == sizeof(long)
                && _handover.Ownership.Version <= BinaryPrimitives.ReadInt64LittleEndian(payload) ? (byte)1 : (byte)0]);
        }
    }

    // Under the lock of the hand-over, before anybody can be told that this silo is in the new view.
    private void OnOwnershipChanged(Ownership ownership)
    {
        lock (_lock)
        {
            var before = _recovery;
            _recovery = before.Next(ownership);
            if (ownership.Ring.HasSameSilos(before.Ring)) return;

            foreach (var (grain, entry) in _entries)
            {
                if (!ownership.Owns(grain)) _entries.TryRemove(new KeyValuePair<GrainId, DirectoryEntry>(grain, entry));
            }

            foreach (var (grain, hosted) in _hosted)
            {
                if (ownership.Owns(grain)) _entries.TryAdd(grain, new DirectoryEntry(_local, hosted.Activation, hosted.IsLeaving));
            }

            // What it sets off must not run under the locks.
            _ = _round?.CancelAsync();
            if (TryComplete_NeedsLock() || _isRecovering) return;

            _isRecovering = true;
            _ = RecoverAsync();
        }
    }

    private bool Covers(GrainId grain, Ownership ownership)
    {
        var recovery = _recovery;
        if (recovery.IsComplete) return ReferenceEquals(recovery.Ring, ownership.Ring);
        if (!recovery.Covers(grain, ownership)) return false;

        lock (_lock) TryComplete_NeedsLock();
        return true;
    }

    private bool TryComplete_NeedsLock()
    {
        var recovery = _recovery;
        if (recovery.IsComplete) return true;
        if (!recovery.Missing.IsEmpty) return false;

        var ownership = _handover.Ownership;
        if (!ReferenceEquals(recovery.Ring, ownership.Ring)) return false;
        if (ownership.Holding.Keys.Any(silo => !ownership.Ring.Contains(silo))) return false;

        _recovery = recovery with { Earlier = [] };

        // All have answered, and none knows of any.
        if (_ringGrains == RingGrains.Unknown && ownership.Ring.Contains(_local)) _ringGrains = RingGrains.Fixed;
        return true;
    }

    private async Task RecoverAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (true)
        {
            DirectoryRecovery recovery;
            Ownership ownership;
            CancellationTokenSource round;
            lock (_lock)
            {
                recovery = _recovery;
                ownership = _handover.Ownership;
                if (recovery.Missing.IsEmpty || !recovery.Ring.Contains(_local) || _stop.IsCancellationRequested)
                {
                    _isRecovering = false;
                    return;
                }

                _round = round = new CancellationTokenSource();
            }

            try
            {
                await Task.WhenAll(recovery.Missing.Select(silo => RecoverFromAsync(silo, recovery, ownership, round.Token)))
                    .ConfigureAwait(false);
                if (!_recovery.Missing.IsEmpty) await Task.Delay(RetryAfter, _time, round.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // The ring has changed: there is something else to find out.
                continue;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // Grains wait for the answers, so they are asked for until they come.
                LogRecoveryFailed(_logger, exception);
                await Task.Delay(RetryAfter, _time, CancellationToken.None).ConfigureAwait(false);
            }

            _center.RetryParked();
        }
    }

    private async Task RecoverFromAsync(
        SiloAddress silo, DirectoryRecovery recovery, Ownership ownership, CancellationToken cancellationToken)
    {
        byte[] answer;
        try
        {
            answer = await _center.AskAsync(
                silo, ControlOperation.HostedGrains, Encode(ownership.Version), AnswerTimeout, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return;
        }

        // Nothing: it is in another view.
        if (answer.Length == 0 || DirectoryMessages.TryReadHosted(answer) is not { } told) return;

        lock (_lock)
        {
            // What was said of an earlier ring, be it of the same silos, says nothing of this one.
            if (_recovery.Since != recovery.Since) return;

            foreach (var (grain, hosted) in told.Hosted)
            {
                // Of what this silo knew all along its entries are right, and the answer may be older than they are.
                if (ownership.Owns(grain) && !recovery.WasKnown(grain, ownership.Local))
                {
                    Believe_NeedsLock(grain, new DirectoryEntry(silo, hosted.Activation, hosted.IsLeaving));
                }
            }

            if (told.RingGrains == RingGrains.Moved) _ringGrains = RingGrains.Moved;
            else if (told.RingGrains == RingGrains.Fixed && _ringGrains == RingGrains.Unknown) _ringGrains = RingGrains.Fixed;
            _recovery = _recovery with { Missing = _recovery.Missing.Remove(silo) };
            TryComplete_NeedsLock();
        }

        LogRecovered(_logger, silo, told.Hosted.Count, ownership.Version);
    }

    // An entry of this silo's own granting is newer than what a host said meanwhile. Of two silos one of which is giving the
    // grain to the other, the other has it.
    private void Believe_NeedsLock(GrainId grain, DirectoryEntry told)
    {
        var isKnown = _entries.GetValueOrDefault(grain) is { IsRegistered: true } known && (!known.IsLeaving || told.IsLeaving);
        if (!isKnown) _entries[grain] = told;
    }

    private ValueTask<byte[]> OnHostedGrainsAsync(SiloAddress peer, byte[] payload)
    {
        if (payload.Length != sizeof(long)) return new([]);

        var version = BinaryPrimitives.ReadInt64LittleEndian(payload);
        lock (_lock)
        {
            // In the same view both agree on who owns what.
            var ownership = _handover.Ownership;
            if (ownership.Version != version) return new([]);

            return new(DirectoryMessages.WriteHosted(
                _ringGrains, [.. _hosted.Where(grain => peer.Equals(ownership.Ring.OwnerOf(grain.Key)))]));
        }
    }

    private static byte[] Encode(long version)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, version);
        return bytes;
    }

    [LoggerMessage(2323, LogLevel.Error, "Asking other silos for the grains that they host failed")]
    private static partial void LogRecoveryFailed(ILogger logger, Exception exception);

    [LoggerMessage(2322, LogLevel.Debug, "{Silo} hosts {Count} displaced grains that this silo owns in view {Version}")]
    private static partial void LogRecovered(ILogger logger, SiloAddress silo, int count, long version);
}
