using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>An order of a guest, for the customer who has proved the address it was placed with.</summary>
[Repeatable]
[Alias("shop.claimable-order"), GrainInterfaceType("shop.claimable-order"), Version(1), CallableBy(Callers.Grains)]
internal interface IClaimableOrder : IGrainWithStringKey
{
    /// <summary>
    /// Makes the customer the owner. What is known of the buyer is encrypted again with the customer's key. Refused
    /// with <c>order_not_found</c> if it is not a confirmed order of a guest.
    /// </summary>
    [Alias("claim")]
    Task<Result> Claim(CustomerId customer);
}
