namespace ShopActors;

/// <summary>Why a quantity changed.</summary>
[GenerateSerializer, Alias("shop.stock-reason")]
public enum StockReason
{
    /// <summary>The SKU's first quantity.</summary>
    Opened = 0,

    /// <summary>A delivery; counts as received, all others as adjusted.</summary>
    Received = 1,

    /// <summary>A correction of a wrong number.</summary>
    Correction = 2,

    /// <summary>Lost, stolen or damaged.</summary>
    WrittenOff = 3,

    /// <summary>Sent back by a customer and fit to be sold again.</summary>
    Returned = 4,

    /// <summary>A count of what is there replaced the number.</summary>
    Counted = 5,
}

/// <summary>One change of what is on hand, as it was answered and is answered again to the same operation id.</summary>
[GenerateSerializer, Immutable, Alias("shop.stock-movement")]
public sealed record StockMovement
{
    /// <summary>The command that made it.</summary>
    [Id(0)]
    public required OperationId Operation { get; init; }

    /// <summary>Why.</summary>
    [Id(1)]
    public required StockReason Reason { get; init; }

    /// <summary>By how many units.</summary>
    [Id(2)]
    public required long Delta { get; init; }

    /// <summary>When, by the clock of the stock's silo.</summary>
    [Id(3)]
    public required DateTimeOffset At { get; init; }

    /// <summary>The quantities right after it.</summary>
    [Id(4)]
    public required StockSnapshot After { get; init; }
}
