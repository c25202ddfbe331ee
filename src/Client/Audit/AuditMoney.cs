namespace ShopActors.Client;

/// <summary>The money of one currency.</summary>
public sealed record AuditMoney
{
    /// <summary>The currency.</summary>
    public required string Currency { get; init; }

    /// <summary>The sum of captures.</summary>
    public required AuditPair Captured { get; init; }

    /// <summary>The sum of refunds.</summary>
    public required AuditPair Refunded { get; init; }
}
