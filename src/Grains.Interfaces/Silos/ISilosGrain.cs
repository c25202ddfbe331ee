using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// The silos of the cluster, for operators; the key is <see cref="CatalogLimits.ReaderKey"/>. Orleans' own interface
/// that tells of them also deactivates grains, so clients may not call it.
/// </summary>
[Alias("shop.silos"), GrainInterfaceType("shop.silos"), Version(1), CallableBy(Callers.Api)]
public interface ISilosGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Lists the silos that are not dead, the oldest first (scope <see cref="Scopes.MetricsRead"/>). The list may be
    /// some seconds old.
    /// </summary>
    /// <param name="caller">The caller.</param>
    [ReadOnly, ResponseTimeout("00:00:10"), Alias("list")]
    Task<Result<ImmutableArray<SiloSnapshot>>> List(Caller caller);
}
