using System.Collections.Immutable;
using Orleans.CodeGeneration;

namespace ShopActors;

/// <summary>Finds the subscriptions that are configured; the key is 0.</summary>
[Alias("shop.subscription-directory-grain"), GrainInterfaceType("shop.subscription-directory-grain"), Version(1)]
[CallableBy(Callers.Api)]
public interface ISubscriptionDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// All subscriptions, by name (scope <see cref="Scopes.WebhooksManage"/>); refused with <c>forbidden</c>.
    /// </summary>
    [Alias("list")]
    Task<Result<ImmutableArray<SubscriptionSnapshot>>> List(Caller caller);
}
