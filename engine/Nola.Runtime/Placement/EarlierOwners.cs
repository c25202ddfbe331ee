using System.Collections.Immutable;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>The owners in views before the latest one, some of whom may still hold what they owned.</summary>
/// <param name="Ring">The owners.</param>
/// <param name="Holding">Who may still hold grains of that time: all of them (null), or those with the given hashes.</param>
internal sealed record EarlierOwners(
    HashRing Ring, IReadOnlyDictionary<SiloAddress, ImmutableHashSet<uint>?> Holding)
{
    /// <summary>
    /// Whether nobody but the ring's owner can have had a grain. Not where views were skipped in which others may have
    /// been on the ring.
    /// </summary>
    public bool IsCertain { get; init; } = true;

    /// <summary>Whether another silo than the local one may still have the grain since then.</summary>
    public bool MayHold(uint hash, SiloAddress local)
    {
        // What this silo owned before it skipped views it has not released for anybody since.
        var owner = Ring.OwnerOf(hash);
        if (local.Equals(owner)) return false;
        if (IsCertain) return owner is not null && MayHold(owner, hash);

        foreach (var silo in Holding.Keys)
        {
            if (MayHold(silo, hash)) return true;
        }

        return false;
    }

    private bool MayHold(SiloAddress silo, uint hash) =>
        Holding.TryGetValue(silo, out var held) && held?.Contains(hash) != false;
}
