using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>The silo's end of <see cref="CatalogChanges"/>.</summary>
internal sealed class CatalogService(GrainId id, Silo silo, ILoggerFactory loggers, CatalogListing listing)
    : GrainService(id, silo, loggers), ICatalogService
{
    public Task Changed(ProductId product)
    {
        listing.Touch(product);
        return Task.CompletedTask;
    }
}
