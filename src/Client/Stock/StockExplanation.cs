namespace ShopActors.Client;

/// <summary>The explanation of a SKU's quantities.</summary>
public sealed record StockExplanation : ShopResource
{
    /// <summary>The quantities.</summary>
    public required StockLevels Stock { get; init; }

    /// <summary>The sum of the deliveries before the listed movements.</summary>
    public required long EarlierReceived { get; init; }

    /// <summary>The sum of the other changes before the listed movements.</summary>
    public required long EarlierAdjusted { get; init; }

    /// <summary>The latest changes, oldest first.</summary>
    public required IReadOnlyList<StockMovement> Movements { get; init; }

    /// <summary>A page of the live holds.</summary>
    public required IReadOnlyList<Reservation> Holds { get; init; }

    /// <summary>The sum of all held units.</summary>
    public required long SumOfHeld { get; init; }

    /// <summary>The sum of all pinned units.</summary>
    public required long SumOfPinned { get; init; }

    /// <summary>Whether the sums agree with the quantities.</summary>
    public required bool Balanced { get; init; }

    /// <summary>The cursor of the next page of holds; null on the last one.</summary>
    public string? NextCursor { get; init; }
}
