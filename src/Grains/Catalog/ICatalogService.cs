using Orleans.CodeGeneration;
using Orleans.Runtime;
using Orleans.Services;

namespace ShopActors;

/// <summary>Tells a silo's index what has changed, so that it need not wait for its next scan.</summary>
[Alias("shop.catalog-service"), GrainInterfaceType("shop.catalog-service"), Version(1)]
[CallableBy(Callers.Silo | Callers.Grains)]
internal interface ICatalogService : IGrainService
{
    /// <summary>The product or whether it is in stock has changed, and that is durable.</summary>
    [Alias("changed")]
    Task Changed(ProductId product);
}
