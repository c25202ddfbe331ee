using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// The claim on an e-mail address; the key is the SHA-256 of its canonical form, so that the address appears in no
/// key, log or file name.
/// </summary>
[Alias("shop.email-claim"), GrainInterfaceType("shop.email-claim"), Version(1), CallableBy(Callers.Grains)]
internal interface IEmailClaimGrain : IGrainWithStringKey
{
    /// <summary>
    /// Claims the address for the customer; refused with <c>email_taken</c> when another customer has it.
    /// </summary>
    [Alias("claim")]
    Task<Result> Claim(CustomerId customer);

    /// <summary>Releases the address; succeeds if the customer does not hold it.</summary>
    [Alias("release")]
    Task<Result> Release(CustomerId customer);

    /// <summary>The customer who has the address; refused with <c>customer_not_found</c>.</summary>
    [ReadOnly, Alias("find")]
    Task<Result<CustomerId>> Find();
}
