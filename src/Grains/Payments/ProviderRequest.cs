namespace ShopActors;

/// <summary>The operations of a payment provider.</summary>
public enum ProviderOperation
{
    /// <summary>Authorise the amount on the payer's account.</summary>
    Authorise = 0,

    /// <summary>Capture an authorised amount, or part of it.</summary>
    Capture = 1,

    /// <summary>Void an authorisation of which nothing was captured.</summary>
    Void = 2,

    /// <summary>Refund a captured amount, or part of it.</summary>
    Refund = 3,
}

/// <summary>A request to execute one operation.</summary>
public sealed record ProviderRequest
{
    /// <summary>The operation.</summary>
    public required ProviderOperation Operation { get; init; }

    /// <summary>
    /// The idempotency key: <c>paymentId:auth</c>, <c>:capture</c>, <c>:void</c> or <c>:refund:n</c>.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>The payment.</summary>
    public required PaymentId Payment { get; init; }

    /// <summary>The order, for the provider's records.</summary>
    public required OrderId Order { get; init; }

    /// <summary>The amount.</summary>
    public required Money Amount { get; init; }

    /// <summary>The provider's token for the payer's card; only to authorise.</summary>
    public string? Token { get; init; }

    /// <summary>The provider's name for the authorisation; null to authorise.</summary>
    public string? Authorisation { get; init; }

    /// <summary>Where the payer's browser goes once the payer has confirmed the payment; null for nowhere.</summary>
    public Uri? ReturnUrl { get; init; }

    /// <summary>
    /// The generation of the shop's store in which the intent is ordered; null if the intent is durable. A provider
    /// that keeps its records in that store refuses the request in any other generation.
    /// </summary>
    public long? Generation { get; init; }

    /// <summary>Leaves the token out, because it is the payer's secret.</summary>
    public override string ToString() => $"{Operation} {Key}";
}
