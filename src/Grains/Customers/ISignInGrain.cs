using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// The failed attempts to sign in with one e-mail address, registered or not; the key is that of the address's claim.
/// </summary>
[Alias("shop.sign-in-grain"), GrainInterfaceType("shop.sign-in-grain"), Version(1), CallableBy(Callers.Grains)]
internal interface ISignInGrain : IGrainWithStringKey
{
    /// <summary>
    /// Counts an attempt, as failed until <see cref="Succeed"/>; refused with <c>too_many_requests</c>.
    /// </summary>
    [Alias("begin")]
    Task<Result> Begin(SourceId source);

    /// <summary>The latest attempt from there succeeded: forgets the failures from there.</summary>
    [Alias("succeed")]
    Task Succeed(SourceId source);
}
