namespace ShopActors;

/// <summary>The rules for claiming and releasing an identity.</summary>
internal static class IdentityClaimRules
{
    public static Decision<IdentityClaimEvent> Claim(
        IdentityClaimState state, CustomerId customer, DateTimeOffset now) =>
        state.Holder is not { } holder ? new IdentityClaimed(customer) { At = now }
        : holder == customer ? Decision<IdentityClaimEvent>.DoneBefore
        : CustomerErrors.IdentityTaken;

    public static Decision<IdentityClaimEvent> Release(
        IdentityClaimState state, CustomerId customer, DateTimeOffset now) =>
        state.Holder == customer ? new IdentityFreed { At = now } : Decision<IdentityClaimEvent>.DoneBefore;
}
