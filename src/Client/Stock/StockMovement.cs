namespace ShopActors.Client;

/// <summary>A change of the quantity on hand.</summary>
public sealed record StockMovement : ShopResource
{
    /// <summary>The command that made it.</summary>
    public required string Id { get; init; }

    /// <summary>The reason.</summary>
    public required MovementReason Reason { get; init; }

    /// <summary>The number of units, negative if they became fewer.</summary>
    public required long Delta { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The quantities right after it.</summary>
    public required StockLevels Stock { get; init; }
}
