using System.Collections.Immutable;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>
/// What a silo may serve in a view. While ranges move it also knows who may have had them before: a grain is served only
/// when none of those can still hold it.
/// </summary>
/// <param name="Local">This silo.</param>
/// <param name="Ring">The owners now.</param>
/// <param name="Before">The owners before, as far as they may still hold what they owned; empty when settled.</param>
internal sealed record Ownership(SiloAddress Local, HashRing Ring, IReadOnlyList<EarlierOwners> Before)
{
    /// <summary>The view's version.</summary>
    public long Version { get; init; } = -1;

    /// <summary>The silos that may still hold grains they owned: all of them (null), or those with the given
    /// hashes.</summary>
    public IReadOnlyDictionary<SiloAddress, ImmutableHashSet<uint>?> Holding { get; } = Join(Before);

    public bool IsSettled => Before.Count == 0;

    public bool Owns(GrainId grain) => Local.Equals(Ring.OwnerOf(grain));

    /// <summary>Whether this silo owns the grain and no other can still hold it.</summary>
    public bool MayServe(GrainId grain)
    {
        var hash = grain.GetUniformHashCode();
        if (!Local.Equals(Ring.OwnerOf(hash))) return false;

        foreach (var before in Before)
        {
            if (before.MayHold(hash, Local)) return false;
        }

        return true;
    }

    /// <summary>Whether a silo that left the ring may still have the grain.</summary>
    public bool MayBeLeftBehind(uint hash)
    {
        foreach (var (silo, held) in Holding)
        {
            if (held?.Contains(hash) != false && !Ring.Contains(silo)) return true;
        }

        return false;
    }

    /// <summary>Whether a silo that left the ring may still have the grain.</summary>
    public bool MayBeLeftOn(SiloAddress silo, uint hash) =>
        Holding.TryGetValue(silo, out var held) && held?.Contains(hash) != false;

    private static Dictionary<SiloAddress, ImmutableHashSet<uint>?> Join(IReadOnlyList<EarlierOwners> before)
    {
        var joined = new Dictionary<SiloAddress, ImmutableHashSet<uint>?>();
        foreach (var (silo, held) in before.SelectMany(earlier => earlier.Holding))
        {
            joined[silo] = joined.TryGetValue(silo, out var known)
                ? held is null || known is null ? null : known.Union(held)
                : held;
        }

        return joined;
    }
}
