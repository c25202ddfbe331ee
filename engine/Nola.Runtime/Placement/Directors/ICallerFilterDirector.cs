using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Nola.Runtime.Placement.Directors;

/// <summary>A filter that looks at the silo the call came from, and may have to ask silos.</summary>
internal interface ICallerFilterDirector : IPlacementFilterDirector
{
    ValueTask<SiloAddress[]> FilterAsync(PlacementFilterStrategy filter, SiloAddress[] silos, SiloAddress caller);
}
