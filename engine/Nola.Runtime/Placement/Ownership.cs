using System.Collections.Immutable;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>
/// What a silo may serve in a view. While ranges move it also knows the rings before: a grain is served only when no
/// silo that owned it in one of them can still hold it.
/// </summary>
/// <param name="Local">This silo.</param>
/// <param name="Ring">The owners now.</param>
/// <param name="Before">The owners in earlier views whose ranges are not all known to be given up; empty when
/// settled.</param>
/// <param name="Holding">The silos that may still hold grains they owned in those views: all of them (null), or only
/// those with the given hashes.</param>
internal sealed record Ownership(
    SiloAddress Local,
    HashRing Ring,
    IReadOnlyList<HashRing> Before,
    IReadOnlyDictionary<SiloAddress, ImmutableHashSet<uint>?> Holding)
{
    /// <summary>The view's version.</summary>
    public long Version { get; init; } = -1;

    public bool IsSettled => Before.Count == 0;

    public bool Owns(GrainId grain) => Local.Equals(Ring.OwnerOf(grain));

    /// <summary>Whether this silo owns the grain and no other can still hold it.</summary>
    public bool MayServe(GrainId grain)
    {
        var hash = grain.GetUniformHashCode();
        if (!Local.Equals(Ring.OwnerOf(hash))) return false;

        foreach (var before in Before)
        {
            if (before.OwnerOf(hash) is { } holder && !holder.Equals(Local)
                && Holding.TryGetValue(holder, out var held) && held?.Contains(hash) != false)
            {
                return false;
            }
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
}
