using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// What a customer has bought, counted from the journals of the orders; the key is the <see cref="CustomerId"/>.
/// </summary>
[Repeatable]
[Alias("shop.customer-totals-grain"), GrainInterfaceType("shop.customer-totals-grain"), Version(1)]
[CallableBy(Callers.Grains)]
internal interface ICustomerTotalsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Counts orders that were confirmed lately. Counts all orders anew if one of them is not among the latest.
    /// </summary>
    [Alias("count")]
    Task Count(ImmutableArray<OrderId> confirmed);

    /// <summary>Counts all orders anew: one that was counted may have changed.</summary>
    [Alias("recount")]
    Task Recount();

    /// <summary>Forgets what was counted, and counts nothing any more: the customer is deleted.</summary>
    [Alias("erase")]
    Task Erase();
}
