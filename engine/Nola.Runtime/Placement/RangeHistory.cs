using System.Collections.Immutable;
using Nola.Runtime.Membership;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>
/// What a silo knows of who may still hold grains that it owns now: the rings of the views it has seen, what others said
/// they released, and the leases of the dead. It decides, and does nothing; its owner holds a lock.
/// </summary>
/// <remarks>
/// <para>Silos skip views. A silo that owned a grain and sees neither the view that took it away nor any before the one
/// that gives it back has held it all the time. So a release of a version this silo has not seen says nothing about who
/// owns what in between: it counts when this silo has seen that version.</para>
/// <para>Where this silo skips views, or joins, grains may have had owners that it never saw as such. Then it waits for
/// every silo that may have been on the ring meanwhile, for all but what it owned itself before. See
/// <c>docs/design/placement.md</c>.</para>
/// </remarks>
/// <param name="local">The silo.</param>
/// <param name="lease">How long a lease can last after a death.</param>
/// <param name="time">The time.</param>
internal sealed class RangeHistory(SiloAddress local, TimeSpan lease, TimeProvider time)
{
    private readonly Dictionary<SiloAddress, ReleaseNotice> _released = [];

    // Of versions that this silo has not seen.
    private readonly Dictionary<SiloAddress, ReleaseNotice> _early = [];
    private readonly Dictionary<SiloAddress, Death> _dead = [];

    // Since when the lease of a silo that was declared dead by this one has not been renewed.
    private readonly Dictionary<SiloAddress, long> _fenced = [];
    private List<EarlierRing> _earlier = [];
    private ClusterView _view = ClusterView.Empty;
    private HashRing _ring = HashRing.Empty;

    /// <summary>Goes on to a later view.</summary>
    public void See(ClusterView view)
    {
        var (before, ringBefore) = (_view, _ring);
        (_view, _ring) = (view, new HashRing(view.ActiveSilos));
        NoteDeaths(ringBefore);
        foreach (var (silo, notice) in _early.Where(early => early.Value.Version <= view.Version).ToArray())
        {
            _early.Remove(silo);
            if (notice.IsAfter(ReleaseOf(silo))) _released[silo] = notice;
        }

        if (before.Version < 0)
        {
            _earlier.Add(new(HashRing.Empty, view.Version, IsCertain: false, [.. _ring.Silos, .. GoneBy(view, null)]));
            return;
        }

        var unseen = view.Version > before.Version + 1 ? GoneBy(view, before).ToArray() : [];
        var changes = unseen.Length + _ring.Silos.Except(ringBefore.Silos).Count() + ringBefore.Silos.Except(_ring.Silos).Count();
        if (changes > 1 || unseen.Length > 0)
        {
            _earlier.Add(new(ringBefore, view.Version, IsCertain: false, [.. ringBefore.Silos.Union(_ring.Silos), .. unseen]));
        }
        else if (changes == 1)
        {
            _earlier.Add(new(ringBefore, view.Version, IsCertain: true, ringBefore.Silos));
        }
    }

    /// <summary>
    /// Takes what a silo says it has released: true if that is news, null if it is of a view that this silo has to see
    /// first.
    /// </summary>
    public bool? Take(SiloAddress silo, ReleaseNotice notice)
    {
        if (notice.Version > _view.Version)
        {
            if (!_early.TryGetValue(silo, out var early) || notice.IsAfter(early)) _early[silo] = notice;
            return null;
        }

        if (!notice.IsAfter(ReleaseOf(silo))) return false;

        _released[silo] = notice;
        return true;
    }

    /// <summary>The leases of all that were dead in a view are over, as another silo knows.</summary>
    public void NoteLeasesOver(long version)
    {
        foreach (var (silo, death) in _dead)
        {
            if (death.Version <= version) _dead[silo] = death with { IsLeaseOver = true };
        }
    }

    /// <summary>A silo that is dead now has not renewed its lease since a timestamp.</summary>
    public void NoteFenced(SiloAddress silo, long since)
    {
        _fenced[silo] = since;
        if (_dead.TryGetValue(silo, out var death)) _dead[silo] = death with { Since = since };
    }

    /// <summary>How long leases of dead silos may run that may hold something: zero if none does.</summary>
    public TimeSpan LongestLease()
    {
        var longest = TimeSpan.Zero;
        foreach (var earlier in _earlier)
        {
            foreach (var silo in HoldersOf(earlier).Keys)
            {
                if (RemainingLeaseOf(silo) is { } remaining && remaining > longest) longest = remaining;
            }
        }

        return longest;
    }

    /// <summary>What this silo may serve now, and when to ask again because a lease is over.</summary>
    public Ownership Judge(out TimeSpan? nextExpiry)
    {
        nextExpiry = null;
        var before = new List<EarlierOwners>();
        var open = new List<EarlierRing>();
        foreach (var earlier in _earlier)
        {
            var holding = HoldersOf(earlier);
            if (holding.Count == 0) continue;

            open.Add(earlier);
            before.Add(new EarlierOwners(earlier.Ring, holding) { IsCertain = earlier.IsCertain });
            foreach (var silo in holding.Keys)
            {
                if (RemainingLeaseOf(silo) is { } remaining && !(nextExpiry <= remaining)) nextExpiry = remaining;
            }
        }

        _earlier = open;
        if (open.Count == 0) ForgetGone();
        return new Ownership(local, _ring, before) { Version = _view.Version };
    }

    // Silos that may have been on the ring between two views, in none of which they are. A silo that left in order has
    // released everything, and its last sign of life is old.
    private IEnumerable<SiloAddress> GoneBy(ClusterView view, ClusterView? before)
    {
        var since = time.GetUtcNow().UtcDateTime - MembershipAgent.RecentTime;
        return view.Entries
            .Where(entry => IsPastActive(entry.Status)
                && before?.Find(entry.SiloAddress)?.Status is null or SiloStatus.Created or SiloStatus.Joining)
            .Where(entry => entry.Status != SiloStatus.Dead || entry.IAmAliveTime > since
                || entry.SuspectTimes?.Any(vote => vote.Item2 > since) == true)
            .Select(entry => entry.SiloAddress);
    }

    private static bool IsPastActive(SiloStatus status) =>
        status is SiloStatus.ShuttingDown or SiloStatus.Stopping or SiloStatus.Dead;

    private void NoteDeaths(HashRing ringBefore)
    {
        // Whose row is gone was dead before: this silo missed the view that said so.
        var known = _earlier.SelectMany(earlier => earlier.Silos).Concat(ringBefore.Silos).Distinct();
        var dead = known.Where(silo => _view.Find(silo) is null)
            .Concat(_view.Entries.Where(entry => entry.Status == SiloStatus.Dead).Select(entry => entry.SiloAddress));
        foreach (var silo in dead)
        {
            _dead.TryAdd(silo, new Death(
                _fenced.TryGetValue(silo, out var fenced) ? fenced : time.GetTimestamp(), _view.Version, IsLeaseOver: false));
        }
    }

    private Dictionary<SiloAddress, ImmutableHashSet<uint>?> HoldersOf(EarlierRing earlier)
    {
        var holding = new Dictionary<SiloAddress, ImmutableHashSet<uint>?>();
        foreach (var silo in earlier.Silos)
        {
            if (silo.Equals(local)) continue;

            var notice = ReleaseOf(silo);
            var isCurrent = notice.Version >= earlier.Until;
            if (isCurrent && notice.IsComplete) continue;
            if (RemainingLeaseOf(silo) is { } remaining && remaining <= TimeSpan.Zero) continue;

            holding[silo] = isCurrent ? notice.Held : null;
        }

        return holding;
    }

    // Null where the silo is not dead.
    private TimeSpan? RemainingLeaseOf(SiloAddress silo) => _dead.TryGetValue(silo, out var death)
        ? death.IsLeaseOver ? TimeSpan.Zero : lease - time.GetElapsedTime(death.Since)
        : null;

    private ReleaseNotice ReleaseOf(SiloAddress silo) => _released.GetValueOrDefault(silo, ReleaseNotice.Never);

    // Silos come and go for as long as the cluster lives.
    private void ForgetGone()
    {
        foreach (var silo in _dead.Keys.Where(silo => _view.Find(silo) is null).ToArray())
        {
            _dead.Remove(silo);
            _fenced.Remove(silo);
            _released.Remove(silo);
            _early.Remove(silo);
        }
    }

    /// <param name="Since">When this silo learnt of the death, or since when it knows that the lease was not renewed.</param>
    /// <param name="Version">The view in which it saw it.</param>
    /// <param name="IsLeaseOver">Whether another silo has waited for the lease.</param>
    private readonly record struct Death(long Since, long Version, bool IsLeaseOver);

    /// <param name="Ring">The owners.</param>
    /// <param name="Until">The view that had others.</param>
    /// <param name="IsCertain">Whether nobody else can have been an owner before that view.</param>
    /// <param name="Silos">Who can have been.</param>
    private sealed record EarlierRing(
        HashRing Ring, long Until, bool IsCertain, ImmutableArray<SiloAddress> Silos);
}
