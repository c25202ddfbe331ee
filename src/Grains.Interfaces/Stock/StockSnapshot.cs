namespace ShopActors;

/// <summary>
/// The quantities of one SKU. Always <c>Initial + Received + Adjusted = Available + Held + Pinned + Sold</c>, and each
/// of the right-hand terms is at least zero.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.stock-snapshot")]
public sealed record StockSnapshot
{
    /// <summary>The SKU.</summary>
    [Id(0)]
    public required Sku Sku { get; init; }

    /// <summary>The opening quantity.</summary>
    [Id(1)]
    public required long Initial { get; init; }

    /// <summary>The sum of deliveries.</summary>
    [Id(2)]
    public required long Received { get; init; }

    /// <summary>The sum of corrections, losses, returns and counts; may be negative.</summary>
    [Id(3)]
    public required long Adjusted { get; init; }

    /// <summary>Units that can be reserved now.</summary>
    [Id(4)]
    public required long Available { get; init; }

    /// <summary>Units held with a deadline.</summary>
    [Id(5)]
    public required long Held { get; init; }

    /// <summary>Units held without a deadline.</summary>
    [Id(6)]
    public required long Pinned { get; init; }

    /// <summary>Units sold.</summary>
    [Id(7)]
    public required long Sold { get; init; }

    /// <summary>Counts every change, from 1; 0 for a SKU that was never opened.</summary>
    [Id(8)]
    public required long Version { get; init; }

    /// <summary>At most so many units on hand are low.</summary>
    [Id(9)]
    public long LowAt { get; init; }

    /// <summary>How much is left.</summary>
    [Id(10)]
    public StockLevel Level { get; init; }

    /// <summary>Units physically in stock: available, held or pinned.</summary>
    public long OnHand => Available + Held + Pinned;
}
