namespace ShopActors;

/// <summary>The steps of what a customer does with other grains.</summary>
internal enum CustomerStep
{
    /// <summary>Claim the new e-mail address.</summary>
    Claim = 1,

    /// <summary>Release an old address.</summary>
    Release = 2,

    /// <summary>Claim an identity of an OpenID provider.</summary>
    ClaimIdentity = 3,

    /// <summary>Release an identity.</summary>
    ReleaseIdentity = 4,
}

/// <summary>
/// The change of a customer's e-mail address or identities, as a saga: the new one is claimed between an intent and its
/// result, and old ones are released afterwards. A claim names the customer, so repeating it is harmless.
/// </summary>
internal static class CustomerSaga
{
    public static CustomerStep? Next(CustomerState state) =>
        state.Pending is not null ? CustomerStep.Claim
        : state.Linking is not null ? CustomerStep.ClaimIdentity
        : !state.Releasing.IsEmpty ? CustomerStep.Release
        : state.ReleasingIdentities.IsEmpty ? null
        : CustomerStep.ReleaseIdentity;
}
