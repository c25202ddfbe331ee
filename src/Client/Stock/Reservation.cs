namespace ShopActors.Client;

/// <summary>A hold on units of a SKU.</summary>
public sealed record Reservation : ShopResource
{
    /// <summary>The hold's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its state.</summary>
    public required ReservationState State { get; init; }

    /// <summary>The number of units.</summary>
    public required int Quantity { get; init; }

    /// <summary>When it ends by itself; only while it is held.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it entered its state.</summary>
    public required DateTimeOffset Since { get; init; }
}
