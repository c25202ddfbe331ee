namespace ShopActors;

/// <summary>The bounds of the stock of one SKU.</summary>
public static class StockLimits
{
    /// <summary>The most units in one hold: the most of one cart line.</summary>
    public const int HoldQuantityMax = 999;

    /// <summary>The most units on hand, far below what could overflow.</summary>
    public const long OnHandMax = 1_000_000_000;

    /// <summary>
    /// The most holds that are held or pinned at once; more are refused with <c>stock.too-many-holds</c>. This and
    /// <see cref="EndedHoldsMax"/> keep a snapshot of the hottest SKU below half of what one journal may hold.
    /// </summary>
    public const int LiveHoldsMax = 10_000;

    /// <summary>
    /// How many of the latest changes of quantity are kept by operation id, to answer a repeated command.
    /// </summary>
    public const int MovementsKept = 256;

    /// <summary>
    /// How many ended holds are remembered, so that a repeated or late command gets its first answer. The oldest is
    /// forgotten first, and never before <see cref="EndedHoldTimeMin"/> has passed, except above
    /// <see cref="EndedHoldsMax"/>.
    /// </summary>
    public const int EndedHoldsKept = 5_000;

    /// <summary>The most ended holds remembered, whatever their age.</summary>
    public const int EndedHoldsMax = 50_000;

    /// <summary>The most holds on one page of <see cref="IStockGrain.Explain"/>.</summary>
    public const int PageMax = 200;

    /// <summary>
    /// How many holds on one SKU a caller can make and give back outside a checkout before the oldest must
    /// be forgotten.
    /// </summary>
    public const int HoldsPerCallerMax = 32;

    /// <summary>The longest hold.</summary>
    public static TimeSpan HoldTimeMax { get; } = TimeSpan.FromHours(24);

    /// <summary>How long an ended hold is remembered at least: longer than any caller retries.</summary>
    public static TimeSpan EndedHoldTimeMin { get; } = TimeSpan.FromHours(1);
}
