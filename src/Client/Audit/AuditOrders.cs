namespace ShopActors.Client;

/// <summary>Orders by status.</summary>
public sealed record AuditOrders
{
    /// <summary>The pending orders.</summary>
    public required long Pending { get; init; }

    /// <summary>The confirmed orders.</summary>
    public required long Confirmed { get; init; }

    /// <summary>The cancelled orders.</summary>
    public required long Cancelled { get; init; }
}
