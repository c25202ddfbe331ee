using Microsoft.Extensions.Logging;
using Nola.Runtime.Messaging;
using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService;

namespace Nola.Runtime.Membership;

/// <summary>
/// A silo's part in the membership of its cluster. The table is the only judge: each change of it is a compare-and-swap
/// that raises the version by one, so all silos see the same views in the same order (some skip a few).
/// </summary>
/// <remarks>
/// A silo writes itself Joining, checks that it reaches every active silo, and writes itself Active. It leaves by
/// ShuttingDown (others take over its grains as it gives them up) and Dead. Others write it Dead when enough of them
/// vote for it. Dead is final: a silo that reads it of itself never serves again. A restarted silo is another silo, and
/// writes its predecessor on the same endpoint Dead before it joins.
/// </remarks>
internal sealed partial class MembershipAgent : ISiloLiveness, IAsyncDisposable
{
    // Two attempts may fail or be late before the lease is lost.
    private const int RenewalsPerLease = 4;

    /// <summary>
    /// How long ago the last sign of life of a silo must be for its lease to be out on everybody's clock. Far more than
    /// signs of life are apart, because they are stamped by clocks that differ.
    /// </summary>
    public static readonly TimeSpan RecentTime = TimeSpan.FromMinutes(5);

    private readonly IMembershipTable _table;
    private readonly MessageCenter _center;
    private readonly MembershipAgentOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lease _lease;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _viewLock = new();
    private readonly TaskCompletionSource _evicted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Published under the lock, read anywhere.
    private volatile ClusterView _view = ClusterView.Empty;
    private readonly MembershipEntry _self;

    // Guarded by the view's lock.
    private Task _currentRead = Task.CompletedTask;
    private Task? _nextRead;

    // Set before this silo writes itself dead: to read that is no surprise.
    private volatile bool _isLeaving;

    public MembershipAgent(
        IMembershipTable table,
        MessageCenter center,
        MembershipAgentOptions options,
        TimeProvider time,
        ILogger<MembershipAgent> logger)
    {
        _table = table;
        _center = center;
        _options = options;
        _time = time;
        _logger = logger;
        _lease = CreateLease();
        var now = time.GetUtcNow().UtcDateTime;
        _self = new MembershipEntry
        {
            SiloAddress = center.LocalAddress,
            SiloName = options.SiloName,
            HostName = options.HostName,
            RoleName = options.RoleName,
            ProxyPort = options.GatewayPort,
            Status = SiloStatus.Created,
            StartTime = now,
            IAmAliveTime = now,
        };
        center.Liveness = this;
        center.Answer(ControlOperation.MembershipChanged, OnMembershipChangedAsync);
        center.Answer(ControlOperation.Drain, OnDrainAsync);
    }

    /// <summary>Raised for each new view, one after another, in order.</summary>
    public event Action<ClusterView>? ViewChanged;

    public SiloAddress LocalAddress => _center.LocalAddress;

    public string SiloName => _options.SiloName;

    public ClusterView View => _view;

    public SiloStatus LocalStatus => _self.Status;

    public Lease Lease => _lease;

    public bool MayServe => _lease.IsValid;

    /// <summary>Completes when this silo reads that it is dead though it did not leave.</summary>
    public Task Evicted => _evicted.Task;

    private CancellationToken Stopping => _stopping.Token;

    private TimeSpan RenewalPeriod
    {
        get
        {
            var period = _options.Membership.LeaseDuration / RenewalsPerLease;
            return period < _options.Membership.TableRefreshTimeout ? period : _options.Membership.TableRefreshTimeout;
        }
    }

    /// <summary>Writes this silo into the table.</summary>
    /// <exception cref="OrleansException">A silo with this very address was there before.</exception>
    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        await InTime(_table.InitializeMembershipTable(true)).ConfigureAwait(false);
        await WriteAsync(
            table =>
            {
                if (table.TryGet(LocalAddress) is not null)
                {
                    // Generations are seconds. The next attempt to start has another one.
                    throw new OrleansException(
                        $"{LocalAddress} is in the membership table already: it was started within the same second.");
                }

                var predecessor = table.Members.FirstOrDefault(row =>
                    row.Item1.Status != SiloStatus.Dead && row.Item1.SiloAddress.IsPredecessorOf(LocalAddress));
                if (predecessor is not null)
                {
                    // One at a time: this write makes the next attempt find none.
                    predecessor.Item1.Status = SiloStatus.Dead;
                    return (predecessor.Item1, predecessor.Item2, false);
                }

                _self.Status = SiloStatus.Joining;
                return (_self, null, true);
            },
            cancellationToken).ConfigureAwait(false);
        await RefreshAsync().ConfigureAwait(false);
        _ = RenewAsync();
        _ = PublishAliveAsync();
        _ = MonitorAsync();
        _ = CleanUpAsync();
    }

    /// <summary>Checks that every active silo can be reached, and becomes one of them.</summary>
    /// <exception cref="OrleansClusterConnectivityCheckFailedException">Some cannot be reached in time.</exception>
    public async Task BecomeActiveAsync(CancellationToken cancellationToken)
    {
        await ReachOthersAsync(cancellationToken).ConfigureAwait(false);

        // The less this silo has not seen before it is active, the fewer silos it has to wait for.
        await RefreshAsync().ConfigureAwait(false);
        await WriteOwnStatusAsync(SiloStatus.Active, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says that this silo leaves: others own its grains from now on.</summary>
    public Task BeginLeaveAsync(CancellationToken cancellationToken) =>
        WriteOwnStatusAsync(SiloStatus.ShuttingDown, cancellationToken);

    /// <summary>Leaves for good.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        _isLeaving = true;
        await WriteOwnStatusAsync(SiloStatus.Dead, cancellationToken).ConfigureAwait(false);
        _lease.Revoke();
        await _stopping.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Reads the table; when this returns, the view is at least as late as the table was when it was called.
    /// </summary>
    public async Task RefreshAsync()
    {
        Task mine;
        lock (_viewLock)
        {
            // A read that is under way may have begun too early to be of use; the one after it did not.
            mine = _nextRead ??= ReadAfterAsync(_currentRead);
        }

        await mine.ConfigureAwait(false);
    }

    /// <summary>Sees a version of the table that others have seen, if it can be read.</summary>
    public async Task CatchUpAsync(long version)
    {
        if (version <= _view.Version || Stopping.IsCancellationRequested) return;

        try
        {
            await RefreshAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // It is read again by and by.
            LogTableFailed(_logger, exception);
        }
    }

    /// <summary>Declares a silo dead without asking anybody.</summary>
    public async Task<bool> KillAsync(SiloAddress silo)
    {
        var changed = false;
        await WriteAsync(
            table =>
            {
                if (table.TryGet(silo) is not { Item1: { Status: not SiloStatus.Dead } entry } row) return default;

                changed = true;
                entry.Status = SiloStatus.Dead;
                return (entry, row.Item2, true);
            },
            Stopping).ConfigureAwait(false);
        return changed;
    }

    public bool IsDead(SiloAddress silo) =>
        !silo.IsClient && !silo.Equals(LocalAddress) && _view.StatusOf(silo) == SiloStatus.Dead;

    public async ValueTask DisposeAsync()
    {
        _lease.Revoke();
        await _stopping.CancelAsync().ConfigureAwait(false);
    }

    private async Task ReadAfterAsync(Task previous)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_viewLock)
        {
            _currentRead = _nextRead!;
            _nextRead = null;
        }

        var began = _time.GetTimestamp();
        var table = await InTime(_table.ReadAll()).ConfigureAwait(false);
        Publish(table, began);
    }

    private void Publish(MembershipTableData table, long readBegan)
    {
        lock (_viewLock)
        {
            var own = table.TryGet(LocalAddress)?.Item1;
            if (own is { Status: SiloStatus.Dead } || (own is null && IsInTable_NeedsLock()))
            {
                OnEvicted();
            }
            else if (own is not null && IsChallenged(table, own))
            {
                _ = RefuteAsync();
            }
            else if (own is not null)
            {
                _lease.Renew(readBegan);
            }

            if (table.Version.Version <= _view.Version) return;

            var before = _view;
            var view = new ClusterView(table);
            _view = view;
            LogView(_logger, view.Version, view.ActiveSilos.Length);
            foreach (var change in view.Snapshot.CreateUpdate(before.Snapshot).Changes)
            {
                if (change.Status == SiloStatus.Dead && !change.SiloAddress.Equals(LocalAddress))
                {
                    Tell_NeedsLock(() => _center.OnSiloDead(change.SiloAddress), view);
                }
            }

            foreach (var listener in Delegate.EnumerateInvocationList(ViewChanged))
            {
                Tell_NeedsLock(() => listener(view), view);
            }
        }
    }

    // Each must learn of each view, or it waits for ever for what the others know: one that fails is no reason.
    private void Tell_NeedsLock(Action listener, ClusterView view)
    {
        try
        {
            listener();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogViewFailed(_logger, exception, view.Version);
        }
    }

    private bool IsInTable_NeedsLock() => _view.Find(LocalAddress) is not null;

    private void OnEvicted()
    {
        _lease.Revoke();
        if (_isLeaving || _self.Status == SiloStatus.Dead) return;

        _self.Status = SiloStatus.Dead;
        LogEvicted(_logger, LocalAddress);
        _evicted.TrySetResult();
    }

    private void TellOthers()
    {
        if (!_options.Membership.UseLivenessGossip) return;

        foreach (var entry in _view.Entries)
        {
            if (entry.Status is SiloStatus.Active or SiloStatus.Joining or SiloStatus.ShuttingDown
                && !entry.SiloAddress.Equals(LocalAddress))
            {
                _center.Tell(
                    entry.SiloAddress, ControlOperation.MembershipChanged, BitConverter.GetBytes(_view.Version));
            }
        }
    }

    private async ValueTask<byte[]> OnMembershipChangedAsync(SiloAddress peer, byte[] payload)
    {
        if (payload.Length != sizeof(long) || BitConverter.ToInt64(payload) > _view.Version)
        {
            await RefreshAsync().ConfigureAwait(false);
        }

        return [];
    }

    private async ValueTask<byte[]> OnDrainAsync(SiloAddress peer, byte[] payload)
    {
        await RefreshAsync().ConfigureAwait(false);
        return [];
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(RenewalPeriod, _time);
        await RunPeriodicallyAsync(timer, RefreshAsync).ConfigureAwait(false);
    }

    private async Task RunPeriodicallyAsync(PeriodicTimer timer, Func<Task> action)
    {
        try
        {
            while (await timer.WaitForNextTickAsync(Stopping).ConfigureAwait(false))
            {
                try
                {
                    await action().ConfigureAwait(false);
                }
                catch (Exception exception) when (!Stopping.IsCancellationRequested)
                {
                    // The table cannot be reached: the lease runs out unless a later attempt succeeds.
                    LogTableFailed(_logger, exception);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    [LoggerMessage(2201, LogLevel.Information, "Membership view {Version} with {ActiveCount} active silos")]
    private static partial void LogView(ILogger logger, long version, int activeCount);

    [LoggerMessage(2202, LogLevel.Critical, "{Silo} was declared dead by others and stops serving")]
    private static partial void LogEvicted(ILogger logger, SiloAddress silo);

    [LoggerMessage(2204, LogLevel.Error, "A part of this silo failed at membership view {Version}")]
    private static partial void LogViewFailed(ILogger logger, Exception exception, long version);

    [LoggerMessage(2203, LogLevel.Warning, "The membership table cannot be used")]
    private static partial void LogTableFailed(ILogger logger, Exception exception);
}
