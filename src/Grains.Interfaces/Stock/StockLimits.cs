namespace ShopActors;

/// <summary>The limits of the stock of one SKU.</summary>
public static class StockLimits
{
    /// <summary>The most units in one hold: the most on one cart line.</summary>
    public const int HoldQuantityMax = 999;

    /// <summary>The most units on hand, far from overflow.</summary>
    public const long OnHandMax = 1_000_000_000;

    /// <summary>
    /// The most live holds at once; more are refused with <c>too_many_reservations</c>. This and
    /// <see cref="EndedHoldsMax"/> keep a snapshot of the busiest SKU below half of what one journal can hold.
    /// </summary>
    public const int LiveHoldsMax = 10_000;

    /// <summary>
    /// How many of the latest quantity changes are kept by operation id, to answer repeated commands.
    /// </summary>
    public const int MovementsKept = 256;

    /// <summary>
    /// How many ended holds are remembered, so that a repeated or late command gets its first answer. The
    /// oldest is forgotten first, but not before <see cref="EndedHoldTimeMin"/> has passed unless there are
    /// more than <see cref="EndedHoldsMax"/>.
    /// </summary>
    public const int EndedHoldsKept = 5_000;

    /// <summary>The most ended holds remembered, regardless of age.</summary>
    public const int EndedHoldsMax = 50_000;

    /// <summary>How many SKUs the board of low stock lists, the latest.</summary>
    public const int AlertsMax = 1_000;

    /// <summary>The key of the board of low stock.</summary>
    public const string AlertsKey = "all";

    /// <summary>The most holds on one page of <see cref="IStockGrain.Explain"/>.</summary>
    public const int PageMax = 200;

    /// <summary>
    /// How many holds on one SKU a caller can make and release outside a checkout while they are still remembered.
    /// </summary>
    public const int HoldsPerCallerMax = 32;

    /// <summary>
    /// The most units that a guest or customer can hold outside a checkout, unless <see cref="HoldShareOfAvailable"/>
    /// is more: what one shopper buys, so that a hold costs a large stock little.
    /// </summary>
    public const int HoldUnitsMax = 10;

    /// <summary>
    /// A guest or customer can hold one unit in so many available ones: a fifth, so that one caller cannot take all
    /// units off sale for the time of a hold.
    /// </summary>
    public const int HoldShareOfAvailable = 5;

    /// <summary>The longest hold.</summary>
    public static TimeSpan HoldTimeMax { get; } = TimeSpan.FromHours(24);

    /// <summary>The minimum time that an ended hold is remembered: longer than any caller retries.</summary>
    public static TimeSpan EndedHoldTimeMin { get; } = TimeSpan.FromHours(1);
}
