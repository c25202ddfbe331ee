using Orleans.Runtime;
using Orleans.Runtime.Services;

namespace ShopActors;

/// <summary>
/// Tells all silos that a product has changed: one message to each, which nothing waits for. One that is lost is made
/// up for by the silo's next scan.
/// </summary>
internal sealed class CatalogChanges(
    IServiceProvider services, ISiloStatusOracle silos, ILocalSiloDetails local, CatalogListing listing)
    : GrainServiceClient<ICatalogService>(services)
{
    /// <summary>Announces a change that is durable.</summary>
    public void Announce(ProductId product)
    {
        listing.Touch(product);
        foreach (var silo in silos.GetApproximateSiloStatuses(onlyActive: true).Keys)
        {
            if (!silo.Equals(local.SiloAddress)) GetGrainService(silo).Changed(product).Ignore();
        }
    }
}
