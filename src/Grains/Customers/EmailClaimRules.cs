namespace ShopActors;

/// <summary>The rules for claiming and releasing an address.</summary>
internal static class EmailClaimRules
{
    public static Decision<EmailClaimEvent> Claim(EmailClaimState state, CustomerId customer, DateTimeOffset now) =>
        state.Holder is not { } holder ? new EmailClaimed(customer) { At = now }
        : holder == customer ? Decision<EmailClaimEvent>.DoneBefore
        : CustomerErrors.EmailTaken;

    public static Decision<EmailClaimEvent> Release(EmailClaimState state, CustomerId customer, DateTimeOffset now) =>
        state.Holder == customer ? new EmailFreed { At = now } : Decision<EmailClaimEvent>.DoneBefore;
}
