using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// Explains the quantities: the opening quantity, every movement since (the earliest ones as one sum), and every live
/// hold. The sums are computed from the lists, not read from counters.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.stock-explanation")]
public sealed record StockExplanation
{
    /// <summary>The quantities to explain.</summary>
    [Id(0)]
    public required StockSnapshot Stock { get; init; }

    /// <summary>The sum of the received units of movements no longer listed.</summary>
    [Id(1)]
    public required long EarlierReceived { get; init; }

    /// <summary>The sum of the adjusted units of movements no longer listed.</summary>
    [Id(2)]
    public required long EarlierAdjusted { get; init; }

    /// <summary>The latest movements, oldest first.</summary>
    [Id(3)]
    public required ImmutableArray<StockMovement> Movements { get; init; }

    /// <summary>The live holds of this page, in the order of their ids.</summary>
    [Id(4)]
    public required ImmutableArray<HoldSnapshot> Holds { get; init; }

    /// <summary>The cursor of the next page of holds; null on the last page.</summary>
    [Id(5)]
    public string? NextCursor { get; init; }

    /// <summary>The units of all live holds in state held, summed from the holds.</summary>
    [Id(6)]
    public required long SumOfHeld { get; init; }

    /// <summary>The units of all live holds in state pinned, summed from the holds.</summary>
    [Id(7)]
    public required long SumOfPinned { get; init; }

    /// <summary>Whether movements, holds and sales add up to the quantities.</summary>
    [Id(8)]
    public required bool Balanced { get; init; }
}
