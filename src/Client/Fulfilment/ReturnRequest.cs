namespace ShopActors.Client;

/// <summary>What to send back.</summary>
public sealed record ReturnRequest
{
    /// <summary>The units.</summary>
    public required IReadOnlyList<OrderUnits> Lines { get; init; }

    /// <summary>Why; may have several lines.</summary>
    public string? Reason { get; init; }
}
