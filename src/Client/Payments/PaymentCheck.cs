namespace ShopActors.Client;

/// <summary>Whether an amount can be paid.</summary>
public sealed record PaymentCheck : ShopResource
{
    /// <summary>
    /// Whether it can; null while the provider has not answered. Repeating the request with the same key asks again.
    /// </summary>
    public bool? Success { get; init; }

    /// <summary>The status of the checked payment.</summary>
    public required PaymentStatus Status { get; init; }

    /// <summary>The amount.</summary>
    public required Money Amount { get; init; }
}
