using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The claim on one identity. It is the identity's single writer, so two customers cannot both have it.
/// </summary>
[Reentrant]
[GrainType("identity")]
internal sealed class IdentityClaimGrain(JournalGrainServices services)
    : ShopGrain<IdentityClaimState, IdentityClaimEvent>(services), IIdentityClaimGrain
{
    public Task<Result> Claim(CustomerId customer) => AnswerAsync(IdentityClaimRules.Claim(State, customer, Now));

    public Task<Result> Release(CustomerId customer) => AnswerAsync(IdentityClaimRules.Release(State, customer, Now));

    public Task<Result<CustomerId>> Find() => AnswerAsync<CustomerId>(
        static state => state.Holder is { } holder ? holder : CustomerErrors.NotFound);
}
