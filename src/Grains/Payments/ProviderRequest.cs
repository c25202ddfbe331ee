namespace ShopActors;

/// <summary>What is asked of a payment provider.</summary>
public enum ProviderOperation
{
    /// <summary>Set the amount aside on the payer's account.</summary>
    Authorise = 0,

    /// <summary>Take an authorised amount, or part of it.</summary>
    Capture = 1,

    /// <summary>Let an authorisation go that nothing was captured of.</summary>
    Void = 2,

    /// <summary>Give back a captured amount, or part of it.</summary>
    Refund = 3,
}

/// <summary>One operation of a payment provider.</summary>
public sealed record ProviderRequest
{
    /// <summary>Which one.</summary>
    public required ProviderOperation Operation { get; init; }

    /// <summary>
    /// The idempotency key: <c>paymentId:auth</c>, <c>:capture</c>, <c>:void</c> or <c>:refund:n</c>.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>The payment.</summary>
    public required PaymentId Payment { get; init; }

    /// <summary>The order it pays for, in the provider's books.</summary>
    public required OrderId Order { get; init; }

    /// <summary>How much.</summary>
    public required Money Amount { get; init; }

    /// <summary>What the payer's device got from the provider in place of the card; only to authorise.</summary>
    public string? Token { get; init; }

    /// <summary>Never the token, which is a secret of the payer.</summary>
    public override string ToString() => $"{Operation} {Key}";
}
