namespace ShopActors;

/// <summary>What a change of a customer does next.</summary>
internal enum CustomerStep
{
    /// <summary>Claim the new e-mail address.</summary>
    Claim = 1,

    /// <summary>Give an old address back.</summary>
    Release = 2,
}

/// <summary>
/// The change of a customer's e-mail address, as a saga: the new address is claimed between an intent and its result,
/// old ones are given back after it. A claim is by customer, so repeating it is harmless.
/// </summary>
internal static class CustomerSaga
{
    public static CustomerStep? Next(CustomerState state) =>
        state.Pending is not null ? CustomerStep.Claim
        : state.Releasing.IsEmpty ? null
        : CustomerStep.Release;
}
