using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace Nola.Runtime.Placement.Directors;

/// <summary>What the filters by metadata share. A silo that does not answer counts as one without metadata.</summary>
internal abstract class MetadataFilter(ILocalSiloDetails local, ISiloMetadataCache metadata) : ICallerFilterDirector
{
    public IEnumerable<SiloAddress> Filter(
        PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        Filter(filterStrategy, [.. silos], local.SiloAddress);

    public async ValueTask<SiloAddress[]> FilterAsync(
        PlacementFilterStrategy filter, SiloAddress[] silos, SiloAddress caller)
    {
        if (metadata is SiloMetadataCache cache) await cache.LearnAsync([caller, .. silos]).ConfigureAwait(false);
        return Filter(filter, silos, caller);
    }

    protected abstract SiloAddress[] Filter(PlacementFilterStrategy filter, SiloAddress[] silos, SiloAddress caller);

    protected string? ValueOf(SiloAddress silo, string key) =>
        metadata.GetSiloMetadata(silo).Metadata.GetValueOrDefault(key);
}
