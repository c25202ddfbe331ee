using System.Collections.Immutable;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>How much of the displaced grains that it owns a silo knows.</summary>
/// <param name="Since">The version of the view that brought the ring.</param>
/// <param name="Ring">The ring of the silo's latest view.</param>
/// <param name="Earlier">The rings before, back to the last one of which it knew everything; empty where it knows
/// everything.</param>
/// <param name="Missing">The silos of the ring that have not told what they host.</param>
internal sealed record DirectoryRecovery(
    long Since, HashRing Ring, ImmutableArray<HashRing> Earlier, ImmutableHashSet<SiloAddress> Missing)
{
    public static readonly DirectoryRecovery None = new(-1, HashRing.Empty, [], []);

    public bool IsComplete => Earlier.IsEmpty;

    /// <summary>What is to be found out with the next ring.</summary>
    public DirectoryRecovery Next(Ownership ownership)
    {
        var ring = ownership.Ring;
        if (ring.HasSameSilos(Ring)) return this with { Ring = ring };

        var knewAll = Missing.IsEmpty && !ownership.Holding.Keys.Any(silo => !Ring.Contains(silo));
        return new DirectoryRecovery(
            ownership.Version,
            ring,
            knewAll ? [Ring] : Earlier.Add(Ring),
            [.. ring.Silos.Where(silo => !silo.Equals(ownership.Local))]);
    }

    /// <summary>Whether all is known of a grain that this silo owns.</summary>
    public bool Covers(GrainId grain, Ownership ownership)
    {
        if (!ReferenceEquals(Ring, ownership.Ring)) return false;
        if (WasKnown(grain, ownership.Local)) return true;

        return Missing.IsEmpty && !ownership.MayBeLeftBehind(grain.GetUniformHashCode());
    }

    /// <summary>Whether the silo has owned the grain, and known all of it, since before the ring changed.</summary>
    public bool WasKnown(GrainId grain, SiloAddress local)
    {
        var hash = grain.GetUniformHashCode();
        return Earlier.All(ring => local.Equals(ring.OwnerOf(hash)));
    }
}
