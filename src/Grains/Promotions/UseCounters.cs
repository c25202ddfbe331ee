using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The counters of a promotion's uses: one for all, and one for each customer.</summary>
internal static class UseCounters
{
    public static string Of(PromotionId promotion) => promotion.Value;

    public static string Of(PromotionId promotion, PrincipalId customer) => $"{promotion.Value}/{customer.Value}";

    /// <summary>The counters and limits of an order's discounts; none for most orders.</summary>
    public static ImmutableArray<(string Counter, long Limit)> Of(OrderEvent.OrderPlaced placed)
    {
        if (placed.Charges is not { Discounts: { IsEmpty: false } discounts }) return [];
        var counters = ImmutableArray.CreateBuilder<(string, long)>();
        foreach (var discount in discounts)
        {
            if (discount.UsageLimit is { } limit) counters.Add((Of(discount.Promotion), limit));
            if (discount.UsageLimitPerCustomer is { } each)
            {
                counters.Add((Of(discount.Promotion, placed.Caller.Id), each));
            }
        }

        // A global order, so that of two orders that want the last uses of the same two promotions one gets both.
        counters.Sort(static (left, right) => string.CompareOrdinal(left.Item1, right.Item1));
        return counters.ToImmutable();
    }
}
