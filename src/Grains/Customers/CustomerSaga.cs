namespace ShopActors;

/// <summary>The steps of a profile change.</summary>
internal enum CustomerStep
{
    /// <summary>Claim the new e-mail address.</summary>
    Claim = 1,

    /// <summary>Release an old address.</summary>
    Release = 2,
}

/// <summary>
/// The change of a customer's e-mail address, as a saga: the new address is claimed between an intent and its result,
/// and old ones are released afterwards. A claim names the customer, so repeating it is harmless.
/// </summary>
internal static class CustomerSaga
{
    public static CustomerStep? Next(CustomerState state) =>
        state.Pending is not null ? CustomerStep.Claim
        : state.Releasing.IsEmpty ? null
        : CustomerStep.Release;
}
