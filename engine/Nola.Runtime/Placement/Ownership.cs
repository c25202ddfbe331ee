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
}
