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
/// wait for those alone: its requests may call grains that moved too. A silo serves what it has gained when every silo
/// that can have owned it before has released it, or was declared dead and its lease has run out since:
/// <see cref="RangeHistory"/>.</para>
/// <para>Notices may be lost: the released version also goes along with every probe and its answer. See
/// <c>docs/design/placement.md</c>.</para>
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
    private readonly RangeHistory _history;
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
        _history = new RangeHistory(agent.LocalAddress, agent.Lease.Duration, time);
        _ownership = new Ownership(agent.LocalAddress, HashRing.Empty, []);
        _leaseTimer = time.CreateTimer(
            _ => Reexamine(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        agent.ProbePayload = (() => _ownNotice.ToBytes(), TakeReleased);
        agent.ViewChanged += OnViewChanged;
        agent.Fenced += OnFenced;
        center.Answer(ControlOperation.RangesReleased, OnRangesReleasedAsync);
        center.Answer(ControlOperation.LeasesOver, OnLeasesOverAsync);
        center.Answer(ControlOperation.LeasesEnded, OnLeasesEndedAsync);
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
            _view = view;
            _history.See(view);
            Publish_NeedsLock();
            OwnershipChanged?.Invoke(_ownership);
            StartReleasing_NeedsLock();
        }

        _center.RetryParked();
    }

    private void Publish_NeedsLock()
    {
        var wasSettled = _settled.Task.IsCompleted;
        _ownership = _history.Judge(out var nextExpiry);
        if (_ownership.IsSettled)
        {
            _settled.TrySetResult();
            if (!wasSettled)
            {
                LogSettled(_logger, _view.Version);
                _ = TellLeasesEndedAsync(_view);
            }
        }
        else if (wasSettled)
        {
            _settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        if (nextExpiry is { } wait) _leaseTimer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void Reexamine()
    {
        lock (_lock)
        {
            if (_ownership.IsSettled) return;

            Publish_NeedsLock();
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

        bool? isNews;
        lock (_lock) isNews = _history.Take(peer, notice);
        if (isNews == true) Reexamine();
        if (isNews is null) _ = _agent.CatchUpAsync(notice.Version);
    }

    [LoggerMessage(2301, LogLevel.Debug, "All ranges of view {Version} are settled")]
    private static partial void LogSettled(ILogger logger, long version);
}
