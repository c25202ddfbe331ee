using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement.Filtering;

namespace Nola.Runtime.Placement.Directors;

/// <summary>Silos that have what the caller's silo has; a key that neither has is a match.</summary>
internal sealed class RequiredMetadataFilter(ILocalSiloDetails local, ISiloMetadataCache metadata)
    : MetadataFilter(local, metadata)
{
    protected override SiloAddress[] Filter(PlacementFilterStrategy filter, SiloAddress[] silos, SiloAddress caller)
    {
        var keys = filter is RequiredMatchSiloMetadataPlacementFilterStrategy required ? required.MetadataKeys : [];
        return [.. silos.Where(silo => keys.All(key => ValueOf(silo, key) == ValueOf(caller, key)))];
    }
}
