namespace ShopActors.Client;

/// <summary>A payment on which the shop and the provider disagree.</summary>
public sealed record PaymentDifference
{
    /// <summary>The payment.</summary>
    public required string PaymentId { get; init; }

    /// <summary>What differs.</summary>
    public required string Reason { get; init; }

    /// <summary>What was captured, in minor units.</summary>
    public required AuditPair Captured { get; init; }

    /// <summary>What was refunded, in minor units.</summary>
    public required AuditPair Refunded { get; init; }

    /// <summary>
    /// Whether the payment was told to look its capture up, and gives it back if no order needs it. Otherwise a person
    /// has to act.
    /// </summary>
    public required bool LookedUp { get; init; }
}
