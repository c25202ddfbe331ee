namespace ShopActors;

/// <summary>Why a quantity changed.</summary>
[GenerateSerializer, Alias("shop.stock-reason")]
public enum StockReason
{
    /// <summary>The SKU's first quantity.</summary>
    Opened = 0,

    /// <summary>A delivery. Counted as received; all other reasons count as adjusted.</summary>
    Received = 1,

    /// <summary>A correction of a wrong number.</summary>
    Correction = 2,

    /// <summary>Lost, stolen or damaged.</summary>
    WrittenOff = 3,

    /// <summary>Returned by a customer and fit for sale.</summary>
    Returned = 4,

    /// <summary>Replaced by a stock count.</summary>
    Counted = 5,
}

/// <summary>
/// One change of the quantity on hand. It is stored as it was answered, so that repeating the operation id gets the
/// same answer.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.stock-movement")]
public sealed record StockMovement
{
    /// <summary>The command that made it.</summary>
    [Id(0)]
    public required OperationId Operation { get; init; }

    /// <summary>The reason.</summary>
    [Id(1)]
    public required StockReason Reason { get; init; }

    /// <summary>The number of units.</summary>
    [Id(2)]
    public required long Delta { get; init; }

    /// <summary>When it happened, by the clock of the stock's silo.</summary>
    [Id(3)]
    public required DateTimeOffset At { get; init; }

    /// <summary>The quantities right after the change.</summary>
    [Id(4)]
    public required StockSnapshot After { get; init; }
}
