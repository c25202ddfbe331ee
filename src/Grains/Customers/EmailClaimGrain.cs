using System.Text.Json.Serialization;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The holder of one address: the single writer that makes an address unique.</summary>
[Reentrant]
[GrainType("email")]
internal sealed class EmailClaimGrain(JournalGrainServices services)
    : JournalGrain<EmailClaimState, EmailClaimEvent>(services), IEmailClaimGrain
{
    private static readonly JournalCodec<EmailClaimState, EmailClaimEvent> ClaimCodec =
        new(CustomerJson.Default.EmailClaimState, CustomerJson.Default.EmailClaimEvent);

    protected override EmailClaimState Initial => new(null);

    protected override JournalCodec<EmailClaimState, EmailClaimEvent> Codec => ClaimCodec;

    public async Task<Result> Claim(CustomerId customer)
    {
        var refusal = State.Holder is { } holder && holder != customer ? CustomerErrors.EmailTaken : null;
        await (State.Holder is null ? Commit(new EmailClaimed(customer)) : WhenDurable());
        return refusal is null ? Result.Ok : refusal;
    }

    public async Task<Result> Release(CustomerId customer)
    {
        await (State.Holder == customer ? Commit(new EmailFreed()) : WhenDurable());
        return Result.Ok;
    }

    protected override EmailClaimState Apply(EmailClaimState state, EmailClaimEvent e) =>
        e is EmailClaimed claimed ? new(claimed.Customer) : new(null);
}

/// <summary>Who has the address; null when it is free.</summary>
internal sealed record EmailClaimState(CustomerId? Holder);

/// <summary>What happened to an address; names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(EmailClaimed), "claimed")]
[JsonDerivedType(typeof(EmailFreed), "freed")]
internal abstract record EmailClaimEvent;

internal sealed record EmailClaimed(CustomerId Customer) : EmailClaimEvent;

internal sealed record EmailFreed : EmailClaimEvent;
