using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>The claim on the identity of an OpenID provider; the key is the <see cref="IdentityId"/>.</summary>
[Alias("shop.identity-claim"), GrainInterfaceType("shop.identity-claim"), Version(1), CallableBy(Callers.Grains)]
internal interface IIdentityClaimGrain : IGrainWithStringKey
{
    /// <summary>
    /// Claims the identity for the customer; refused with <c>identity_taken</c> when another customer has it.
    /// </summary>
    [Alias("claim")]
    Task<Result> Claim(CustomerId customer);

    /// <summary>Releases the identity; succeeds if the customer does not hold it.</summary>
    [Alias("release")]
    Task<Result> Release(CustomerId customer);

    /// <summary>The customer who has the identity; refused with <c>customer_not_found</c>.</summary>
    [ReadOnly, Alias("find")]
    Task<Result<CustomerId>> Find();
}
