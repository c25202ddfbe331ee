using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The claim on one identity. It is the identity's single writer, so two customers cannot both have it.
/// </summary>
[Reentrant]
[GrainType("identity")]
internal sealed class IdentityClaimGrain(JournalGrainServices services)
    : ShopGrain<ClaimState, ClaimEvent>(services), IIdentityClaimGrain
{
    public Task<Result> Claim(CustomerId customer) =>
        AnswerAsync(ClaimRules.Claim(State, customer, CustomerErrors.IdentityTaken, Now));

    public Task<Result> Release(CustomerId customer) => AnswerAsync(ClaimRules.Release(State, customer, Now));

    public Task<Result<CustomerId>> Find() => AnswerAsync(ClaimRules.Find);
}
