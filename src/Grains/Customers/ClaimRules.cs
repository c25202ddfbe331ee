namespace ShopActors;

/// <summary>The rules for claiming and releasing an e-mail address or an identity.</summary>
internal static class ClaimRules
{
    public static Decision<ClaimEvent> Claim(
        ClaimState state, CustomerId customer, ShopError taken, DateTimeOffset now) =>
        state.Holder is not { } holder ? new Claimed(customer) { At = now }
        : holder == customer ? Decision<ClaimEvent>.DoneBefore
        : taken;

    public static Decision<ClaimEvent> Release(ClaimState state, CustomerId customer, DateTimeOffset now) =>
        state.Holder == customer ? new Freed { At = now } : Decision<ClaimEvent>.DoneBefore;

    public static Result<CustomerId> Find(ClaimState state) =>
        state.Holder is { } holder ? holder : CustomerErrors.NotFound;
}
