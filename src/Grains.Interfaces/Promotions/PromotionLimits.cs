namespace ShopActors;

/// <summary>The limits of promotions.</summary>
public static class PromotionLimits
{
    /// <summary>The most promotions that have not ended.</summary>
    public const int PromotionsMax = 500;

    /// <summary>The most SKUs or categories that a promotion names.</summary>
    public const int TargetsMax = 100;

    /// <summary>The most units of <c>buy</c> or <c>get</c>.</summary>
    public const int UnitsMax = 100;

    /// <summary>The largest usage limit.</summary>
    public const long UsageMax = 1_000_000_000;

    /// <summary>The longest name.</summary>
    public const int NameMax = 100;

    /// <summary>The most coupons on one cart.</summary>
    public const int CouponsMax = 5;

    /// <summary>A share of all, in hundredths of a percent.</summary>
    public const int ShareMax = 10_000;
}
