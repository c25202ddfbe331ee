using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The claim on one address. It is the address's single writer, which makes the address unique.</summary>
[Reentrant]
[GrainType("email")]
internal sealed class EmailClaimGrain(JournalGrainServices services)
    : ShopGrain<ClaimState, ClaimEvent>(services), IEmailClaimGrain
{
    public Task<Result> Claim(CustomerId customer) =>
        AnswerAsync(ClaimRules.Claim(State, customer, CustomerErrors.EmailTaken, Now));

    public Task<Result> Release(CustomerId customer) => AnswerAsync(ClaimRules.Release(State, customer, Now));

    public Task<Result<CustomerId>> Find() => AnswerAsync(ClaimRules.Find);
}
