using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement.Filtering;

namespace Nola.Runtime.Placement.Directors;

/// <summary>
/// The silos that match most keys of the caller's silo, counted from the last key, and as many with fewer matches as it
/// takes to have enough.
/// </summary>
internal sealed class PreferredMetadataFilter(ILocalSiloDetails local, ISiloMetadataCache metadata)
    : MetadataFilter(local, metadata)
{
    protected override SiloAddress[] Filter(PlacementFilterStrategy filter, SiloAddress[] silos, SiloAddress caller)
    {
        if (filter is not PreferredMatchSiloMetadataPlacementFilterStrategy preferred
            || silos.Length <= preferred.MinCandidates)
        {
            return silos;
        }

        var matches = Array.ConvertAll(silos, silo => CountMatches(preferred.OrderedMetadataKeys, silo, caller));
        var enough = Math.Clamp(preferred.MinCandidates, 1, silos.Length);
        var fewest = matches.OrderDescending().ElementAt(enough - 1);
        return [.. silos.Where((_, index) => matches[index] >= fewest)];
    }

    private int CountMatches(string[] keys, SiloAddress silo, SiloAddress caller)
    {
        var count = 0;
        while (count < keys.Length
            && ValueOf(caller, keys[^(count + 1)]) is { } wanted
            && ValueOf(silo, keys[^(count + 1)]) == wanted)
        {
            count++;
        }

        return count;
    }
}
