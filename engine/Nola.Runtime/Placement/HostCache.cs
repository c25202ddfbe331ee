using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>
/// Where a caller's calls to displaced grains ended last. A hint: who does not have the grain passes the call on to its
/// owner, and that corrects the hint.
/// </summary>
internal sealed class HostCache
{
    // Forgotten together: the next calls take one hop more and fill it again.
    private const int HostsMax = 100_000;

    private readonly ConcurrentDictionary<GrainId, SiloAddress> _hosts = new();
    private volatile bool _isUsed;
    private int _added;

    /// <summary>Whether there never was a hint: then a call does not look for one.</summary>
    public bool IsUnused => !_isUsed;

    public SiloAddress? Find(GrainId grain) => _hosts.GetValueOrDefault(grain);

    /// <summary>Notes where a call went; a grain that is where its owner is needs no hint.</summary>
    public void Learn(GrainId grain, SiloAddress host, HashRing ring)
    {
        if (host.Equals(ring.OwnerOf(grain)))
        {
            if (_isUsed) _hosts.TryRemove(grain, out _);
            return;
        }

        if (!ring.Contains(host)) return;

        if (Interlocked.Increment(ref _added) > HostsMax)
        {
            _hosts.Clear();
            Volatile.Write(ref _added, 0);
        }

        _hosts[grain] = host;
        _isUsed = true;
    }
}
