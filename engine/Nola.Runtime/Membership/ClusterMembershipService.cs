using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Orleans.Runtime;

namespace Nola.Runtime.Membership;

/// <summary>The membership as the programming model shows it.</summary>
internal sealed class ClusterMembershipService : IClusterMembershipService, ISiloStatusOracle
{
    private readonly MembershipAgent _agent;
    private readonly Lock _lock = new();

    // Guarded by the lock.
    private readonly List<ISiloStatusListener> _listeners = [];
    private readonly List<Channel<ClusterMembershipSnapshot>> _readers = [];
    private ClusterMembershipSnapshot _last;

    public ClusterMembershipService(MembershipAgent agent)
    {
        _agent = agent;
        _last = agent.View.Snapshot;
        agent.ViewChanged += OnViewChanged;
    }

    public ClusterMembershipSnapshot CurrentSnapshot => _agent.View.Snapshot;

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => ReadAsync();

    public SiloStatus CurrentStatus => _agent.LocalStatus;

    public string SiloName => _agent.SiloName;

    public SiloAddress SiloAddress => _agent.LocalAddress;

    public async ValueTask Refresh(MembershipVersion minimumVersion, CancellationToken cancellationToken)
    {
        while (minimumVersion == default || CurrentSnapshot.Version < minimumVersion)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await _agent.RefreshAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            if (minimumVersion == default) return;
        }
    }

    public Task<bool> TryKill(SiloAddress siloAddress) => _agent.KillAsync(siloAddress);

    public SiloStatus GetApproximateSiloStatus(SiloAddress siloAddress) => _agent.View.StatusOf(siloAddress);

    public Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false) =>
        _agent.View.Entries
            .Where(entry => !onlyActive || entry.Status == SiloStatus.Active)
            .ToDictionary(entry => entry.SiloAddress, entry => entry.Status);

    public SiloAddress[] GetActiveSilos() => [.. _agent.View.ActiveSilos];

    public bool TryGetSiloName(SiloAddress siloAddress, out string? siloName)
    {
        siloName = _agent.View.Find(siloAddress)?.SiloName;
        return siloName is not null;
    }

    public bool IsFunctionalDirectory(SiloAddress siloAddress) =>
        GetApproximateSiloStatus(siloAddress) is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping;

    public bool IsDeadSilo(SiloAddress silo) => _agent.IsDead(silo);

    public bool SubscribeToSiloStatusEvents(ISiloStatusListener observer)
    {
        lock (_lock)
        {
            if (_listeners.Contains(observer)) return false;

            _listeners.Add(observer);
            return true;
        }
    }

    public bool UnSubscribeFromSiloStatusEvents(ISiloStatusListener observer)
    {
        lock (_lock) return _listeners.Remove(observer);
    }

    private void OnViewChanged(ClusterView view)
    {
        ISiloStatusListener[] listeners;
        ClusterMembershipUpdate update;
        lock (_lock)
        {
            update = view.Snapshot.CreateUpdate(_last);
            _last = view.Snapshot;
            foreach (var reader in _readers) reader.Writer.TryWrite(view.Snapshot);
            listeners = [.. _listeners];
        }

        foreach (var change in update.Changes)
        {
            foreach (var listener in listeners)
            {
                listener.SiloStatusChangeNotification(change.SiloAddress, change.Status);
            }
        }
    }

    private async IAsyncEnumerable<ClusterMembershipSnapshot> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // A slow reader skips to the latest view.
        var reader = Channel.CreateBounded<ClusterMembershipSnapshot>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_lock)
        {
            _readers.Add(reader);
            reader.Writer.TryWrite(_last);
        }

        try
        {
            await foreach (var snapshot in reader.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return snapshot;
            }
        }
        finally
        {
            lock (_lock) _readers.Remove(reader);
        }
    }
}
