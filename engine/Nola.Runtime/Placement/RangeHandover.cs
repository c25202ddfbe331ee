using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nola.Runtime.Membership;
using Nola.Runtime.Messaging;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>
/// Moves grains between silos when the view changes, so that two silos never serve one.
/// </summary>
/// <remarks>
/// <para>With a new view a silo at once stops serving what it no longer owns, deactivates it, and when nothing of it is
/// left tells all others that it has released version v. While some of it is still busy it tells them which, and they
/// wait for those alone: its requests may call grains that moved too. A silo serves what it has gained when every silo that owned it
/// in an earlier, unsettled view has released the current version or one since it left the ring, or was declared dead
/// and its lease has run out since.</para>
/// <para>Notices may be lost: the released version also goes along with every probe and its answer. Silos may skip
/// views: versions are compared, never counted. See <c>docs/design/placement.md</c>.</para>
/// </remarks>
internal sealed partial class RangeHandover : IDisposable
{
    private readonly MembershipAgent _agent;
    private readonly MessageCenter _center;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _stop;
    private readonly Lock _lock = new();
    private readonly ITimer _leaseTimer;

    // Guarded by the lock.
    private readonly Dictionary<SiloAddress, ReleaseNotice> _released = [];
    private readonly Dictionary<SiloAddress, long> _leftAt = [];
    private readonly Dictionary<SiloAddress, long> _deadSince = [];
    private List<HashRing> _before = [];
    private long? _leasesAtJoin;
    private ClusterView _view = ClusterView.Empty;
    private bool _isReleasing;
    private TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Replaced under the lock, read by every call.
    private volatile Ownership _ownership;
    private long _ownReleased = -1;
    private volatile ReleaseNotice _ownNotice = ReleaseNotice.Never;

    public RangeHandover(
        MembershipAgent agent, MessageCenter center, TimeProvider time, ILogger<RangeHandover> logger)
    {
        _agent = agent;
        _center = center;
        _time = time;
        _logger = logger;
        _stop = _stopping.Token;
        _ownership = new Ownership(agent.LocalAddress, HashRing.Empty, [], ImmutableDictionary<SiloAddress, ImmutableHashSet<uint>?>.Empty);
        _leaseTimer = time.CreateTimer(
            _ => Reexamine(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        agent.ProbePayload = (() => _ownNotice.ToBytes(), TakeReleased);
        agent.ViewChanged += OnViewChanged;
        center.Answer(ControlOperation.RangesReleased, OnRangesReleasedAsync);
    }

    /// <summary>
    /// Deactivates what this silo loses. Set before the silo joins by the layer that has the activations.
    /// </summary>
    public IRangeListener? Listener { get; set; }

    /// <summary>
    /// Raised for each new view, in order, under the lock of this: handlers must not ask it for more than the ownership.
    /// </summary>
    public event Action<Ownership>? OwnershipChanged;

    public Ownership Ownership => _ownership;

    /// <summary>The latest view in which this silo holds nothing that it does not own.</summary>
    public long OwnReleased => Volatile.Read(ref _ownReleased);

    /// <summary>Waits until this silo has given up all it lost in the latest view.</summary>
    public async Task WaitReleasedAsync(CancellationToken cancellationToken)
    {
        while (OwnReleased < _agent.View.Version)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Waits until no silo that was dead when this one joined can have a lease: before that this silo could not serve
    /// what it gains, and those who have it now can.
    /// </summary>
    public Task WaitForDeadLeasesAsync(CancellationToken cancellationToken)
    {
        TimeSpan remaining;
        lock (_lock)
        {
            remaining = _leasesAtJoin is { } since
                ? _agent.Lease.Duration - _time.GetElapsedTime(since)
                : TimeSpan.Zero;
        }

        return remaining > TimeSpan.Zero ? Task.Delay(remaining, _time, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Waits until all ranges of the latest view are served.</summary>
    public Task WaitSettledAsync(CancellationToken cancellationToken)
    {
        lock (_lock) return _settled.Task.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (_stop.IsCancellationRequested) return;

        _stopping.Cancel();
        _stopping.Dispose();
        _leaseTimer.Dispose();
    }

    private void OnViewChanged(ClusterView view)
    {
        lock (_lock)
        {
            var before = _ownership.Ring;
            var ring = new HashRing(view.ActiveSilos);
            var isFirst = _view.Version < 0;
            _view = view;
            NoteDeaths_NeedsLock(view, isFirst);
            if (!ring.HasSameSilos(before) || isFirst)
            {
                foreach (var silo in before.Silos)
                {
                    if (!ring.Silos.Contains(silo)) _leftAt.TryAdd(silo, view.Version);
                }

                _before.Add(isFirst ? RingWithRecentlyDead_NeedsLock(view) : before);
            }

            Publish_NeedsLock(ring);
            OwnershipChanged?.Invoke(_ownership);
            StartReleasing_NeedsLock();
        }

        _center.RetryParked();
    }

    // Leases of silos that died before this one could see it may still run: wait as if they had died now.
    private HashRing RingWithRecentlyDead_NeedsLock(ClusterView view)
    {
        var since = _time.GetUtcNow().UtcDateTime - MembershipAgent.RecentTime;
        var recentlyDead = view.Entries
            .Where(entry => entry.Status == SiloStatus.Dead)
            .Where(entry => entry.IAmAliveTime > since || entry.SuspectTimes?.Any(vote => vote.Item2 > since) == true)
            .Select(entry => entry.SiloAddress)
            .ToArray();
        if (recentlyDead.Length > 0) _leasesAtJoin = _time.GetTimestamp();
        return new HashRing([.. view.ActiveSilos.Concat(recentlyDead).Order()]);
    }

    private void NoteDeaths_NeedsLock(ClusterView view, bool isFirst)
    {
        // Whose row is gone was dead before: this silo missed the view that said so.
        foreach (var silo in _before.Append(_ownership.Ring).SelectMany(ring => ring.Silos).Distinct())
        {
            if (view.Find(silo) is null) _deadSince.TryAdd(silo, _time.GetTimestamp());
        }

        foreach (var entry in view.Entries)
        {
            if (entry.Status != SiloStatus.Dead) continue;
            if (_deadSince.TryAdd(entry.SiloAddress, _time.GetTimestamp()) && isFirst)
            {
                _leftAt.TryAdd(entry.SiloAddress, view.Version);
            }
        }
    }

    private void Publish_NeedsLock(HashRing ring)
    {
        var holding = FindHolding_NeedsLock(ring, out var nextExpiry);
        if (holding.Count == 0)
        {
            _before = [];
            ForgetGone_NeedsLock();
        }

        var wasSettled = _settled.Task.IsCompleted;
        _ownership = new Ownership(_agent.LocalAddress, ring, [.. _before], holding) { Version = _view.Version };
        if (_ownership.IsSettled)
        {
            _settled.TrySetResult();
            if (!wasSettled) LogSettled(_logger, _view.Version);
        }
        else if (wasSettled)
        {
            _settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        if (nextExpiry is { } wait) _leaseTimer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    // Silos come and go for as long as the cluster lives.
    private void ForgetGone_NeedsLock()
    {
        foreach (var silo in _deadSince.Keys.Where(silo => _view.Find(silo) is null).ToArray())
        {
            _deadSince.Remove(silo);
            _leftAt.Remove(silo);
            _released.Remove(silo);
        }
    }

    private Dictionary<SiloAddress, ImmutableHashSet<uint>?> FindHolding_NeedsLock(
        HashRing ring, out TimeSpan? nextExpiry)
    {
        nextExpiry = null;
        var holding = new Dictionary<SiloAddress, ImmutableHashSet<uint>?>();
        foreach (var silo in _before.SelectMany(earlier => earlier.Silos).Distinct())
        {
            if (silo.Equals(_agent.LocalAddress)) continue;

            var mustHaveReleased = ring.Silos.Contains(silo)
                ? _view.Version
                : _leftAt.GetValueOrDefault(silo, _view.Version);
            var notice = _released.GetValueOrDefault(silo, ReleaseNotice.Never);
            var isCurrent = notice.Version >= mustHaveReleased;
            if (isCurrent && notice.IsComplete) continue;

            if (_deadSince.TryGetValue(silo, out var deadSince))
            {
                var remaining = _agent.Lease.Duration - _time.GetElapsedTime(deadSince);
                if (remaining <= TimeSpan.Zero) continue;

                if (nextExpiry is null || remaining < nextExpiry) nextExpiry = remaining;
            }

            holding.Add(silo, isCurrent ? notice.Held : null);
        }

        return holding;
    }

    private void Reexamine()
    {
        lock (_lock)
        {
            if (_ownership.IsSettled) return;

            Publish_NeedsLock(_ownership.Ring);
        }

        _center.RetryParked();
    }

    private ValueTask<byte[]> OnRangesReleasedAsync(SiloAddress peer, byte[] payload)
    {
        TakeReleased(peer, payload);
        return new([]);
    }

    private void TakeReleased(SiloAddress peer, byte[] payload)
    {
        if (ReleaseNotice.TryParse(payload) is not { } notice) return;

        lock (_lock)
        {
            if (!notice.IsAfter(_released.GetValueOrDefault(peer, ReleaseNotice.Never))) return;

            _released[peer] = notice;
        }

        Reexamine();
    }

    private void StartReleasing_NeedsLock()
    {
        if (_isReleasing) return;

        _isReleasing = true;
        _ = ReleaseAsync();
    }

    private async Task ReleaseAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (true)
        {
            Ownership ownership;
            long version;
            lock (_lock)
            {
                version = _view.Version;
                if (version <= OwnReleased || _stop.IsCancellationRequested)
                {
                    _isReleasing = false;
                    return;
                }

                ownership = _ownership;
            }

            if (!await TryReleaseAsync(ownership, version).ConfigureAwait(false)) continue;

            Volatile.Write(ref _ownReleased, version);
            TryTell(new ReleaseNotice(version, []));
        }
    }

    private void TryTell(ReleaseNotice notice)
    {
        try
        {
            Tell(notice);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Probes and their answers tell it as well, and later views have to be released.
            LogTellFailed(_logger, exception, notice.Version);
        }
    }

    private void Tell(ReleaseNotice notice)
    {
        _ownNotice = notice;
        var payload = notice.ToBytes();
        foreach (var entry in _agent.View.Entries)
        {
            if (entry.Status != SiloStatus.Dead && !entry.SiloAddress.Equals(_agent.LocalAddress))
            {
                _center.Tell(entry.SiloAddress, ControlOperation.RangesReleased, payload);
            }
        }
    }

    private async Task<bool> TryReleaseAsync(Ownership ownership, long version)
    {
        if (Listener is null) return true;

        try
        {
            var held = Listener.Release(grain => !HostAddressedGrains.Is(grain) && !ownership.Owns(grain), _stop);
            var told = int.MaxValue;
            while (true)
            {
                held = [.. held.Where(grain => !grain.Ended.IsCompleted)];
                if (held.Count == 0) return true;

                // A later view says anew what is lost.
                if (version < Volatile.Read(ref _view).Version) return false;

                // Most end at once; what then is left may be busy for long.
                await WaitForEndAsync(held).ConfigureAwait(false);
                var hashes = held.Where(grain => !grain.Ended.IsCompleted)
                    .Select(grain => grain.Grain.GetUniformHashCode())
                    .ToImmutableHashSet();
                if (hashes.Count == 0 || hashes.Count >= told) continue;

                told = hashes.Count;
                Tell(new ReleaseNotice(version, hashes));
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Others wait for the release, so it is tried until it succeeds or this silo is gone.
            if (!_stop.IsCancellationRequested) LogReleaseFailed(_logger, exception, version);
            await Task.Delay(TimeSpan.FromMilliseconds(100), _time, CancellationToken.None).ConfigureAwait(false);
            return false;
        }
    }

    // Until all have ended, or long enough to tell the others of those that have; the longer the list, the less often.
    private async Task WaitForEndAsync(IReadOnlyList<(GrainId Grain, Task Ended)> held)
    {
        var pause = TimeSpan.FromMilliseconds(Math.Clamp(held.Count / 50, 10, 1000));
        try
        {
            await Task.WhenAll(held.Select(grain => grain.Ended)).WaitAsync(pause, _time, _stop).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Those that are left are told by name.
        }
    }

    [LoggerMessage(2301, LogLevel.Debug, "All ranges of view {Version} are settled")]
    private static partial void LogSettled(ILogger logger, long version);

    [LoggerMessage(2303, LogLevel.Error, "Telling others that view {Version} is released failed")]
    private static partial void LogTellFailed(ILogger logger, Exception exception, long version);

    [LoggerMessage(2302, LogLevel.Error, "Giving up lost ranges of view {Version} failed")]
    private static partial void LogReleaseFailed(ILogger logger, Exception exception, long version);
}
