using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// Who has an e-mail address; the key is the SHA-256 of its normalized text, so that the address itself is in no key,
/// log or file name.
/// </summary>
[Alias("shop.email-claim"), GrainInterfaceType("shop.email-claim"), Version(1), CallableBy(Callers.Grains)]
internal interface IEmailClaimGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes the address for the customer; refused with <c>customer.email-taken</c> when another customer has it.
    /// </summary>
    [Alias("claim")]
    Task<Result> Claim(CustomerId customer);

    /// <summary>Gives the address back; done when the customer does not have it.</summary>
    [Alias("release")]
    Task<Result> Release(CustomerId customer);
}
