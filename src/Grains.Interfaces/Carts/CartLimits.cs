namespace ShopActors;

/// <summary>The limits of a cart.</summary>
public static class CartLimits
{
    /// <summary>The most lines.</summary>
    public const int LinesMax = 100;

    /// <summary>The most units of one SKU, over all its lines.</summary>
    public const int QuantityMax = 999;

    /// <summary>The most entries of metadata on one line, or of the cart.</summary>
    public const int MetadataMax = 8;

    /// <summary>The longest name or value of metadata.</summary>
    public const int MetadataTextMax = 128;

    /// <summary>How many operations are remembered. Repeating a remembered operation changes nothing.</summary>
    public const int OperationsKept = 1_000;

    /// <summary>
    /// How many of the latest operations keep their exact first answer. An older repetition gets the current cart.
    /// </summary>
    public const int RepliesKept = 32;

    /// <summary>
    /// How many ended checkouts are remembered, so that a late lock request of one of them is refused.
    /// </summary>
    public const int EndedCheckoutsKept = 64;

    /// <summary>
    /// The most seals whose content is kept after the cart was begun anew, for merges that have not confirmed that they
    /// have it. A merge confirms at once, so this many take as many crashes within <see cref="TimeToLive"/>.
    /// </summary>
    public const int EarlierSealsMax = 4;

    /// <summary>How many ended merges are remembered, so that a late repetition does not seal the cart again.</summary>
    public const int EndedMergesKept = 64;

    /// <summary>How long a cart lives after its last change.</summary>
    public static TimeSpan TimeToLive { get; } = TimeSpan.FromDays(30);

    /// <summary>The most carts of a page of a customer's list.</summary>
    public const int PageMax = 100;
}
