using System.Collections.Immutable;
using Orleans.CodeGeneration;

namespace ShopActors;

/// <summary>Finds the webhook endpoints; the key is 0.</summary>
[Alias("shop.webhook-directory-grain"), GrainInterfaceType("shop.webhook-directory-grain"), Version(1)]
[CallableBy(Callers.Api)]
public interface IWebhookDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// All endpoints, latest first (scope <see cref="Scopes.WebhooksManage"/>); refused with <c>forbidden</c>.
    /// </summary>
    [Alias("list")]
    Task<Result<ImmutableArray<WebhookEndpointSnapshot>>> List(Caller caller);
}
