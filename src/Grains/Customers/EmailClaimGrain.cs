using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The claim on one address. It is the address's single writer, which makes the address unique.</summary>
[Reentrant]
[GrainType("email")]
internal sealed class EmailClaimGrain(JournalGrainServices services)
    : ShopGrain<EmailClaimState, EmailClaimEvent>(services), IEmailClaimGrain
{
    public Task<Result> Claim(CustomerId customer) => AnswerAsync(EmailClaimRules.Claim(State, customer, Now));

    public Task<Result> Release(CustomerId customer) => AnswerAsync(EmailClaimRules.Release(State, customer, Now));

    public Task<Result<CustomerId>> Find() => AnswerAsync<CustomerId>(
        static state => state.Holder is { } holder ? holder : CustomerErrors.NotFound);
}
