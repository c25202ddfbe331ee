using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>The one writer of the catalogue, key <see cref="CatalogLimits.MasterKey"/>.</summary>
[Alias("shop.catalog-master"), GrainInterfaceType("shop.catalog-master"), Version(1), CallableBy(Callers.Api)]
public interface ICatalogMasterGrain : IGrainWithStringKey
{
    /// <summary>
    /// Adds a product or replaces the one with its SKU. Putting what is already there changes nothing, so a repeated
    /// command is harmless; <paramref name="expectedVersion"/> refuses a stale one with
    /// <c>catalog.version-conflict</c>.
    /// </summary>
    [Alias("put")]
    Task<Result<ProductSnapshot>> Put(Caller caller, ProductDraft draft, long? expectedVersion);

    /// <summary>
    /// Adds or replaces up to <see cref="CatalogLimits.BatchMax"/> products in one write, all or none, and answers the
    /// catalogue's version; <paramref name="expectedVersion"/> refuses it with <c>catalog.version-conflict</c> when the
    /// catalogue has changed since, 0 when it is not empty.
    /// </summary>
    [ResponseTimeout("00:00:10"), Alias("put-many"), CallableBy(Callers.Silo)]
    Task<Result<long>> PutMany(Caller caller, ImmutableArray<ProductDraft> drafts, long? expectedVersion);

    /// <summary>The catalogue when it is newer than what the asker has, else only its version.</summary>
    [ReadOnly, Alias("get-if-newer"), CallableBy(Callers.Grains | Callers.Silo)]
    Task<CatalogContents> GetIfNewer(long knownVersion);
}
