using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// What the orders on a customer's list add up to. The older part of the list, in which every order has ended, is
/// kept as a sum, so that one more order does not make all be read again.
/// </summary>
/// <param name="Through">The position on the list up to which orders are in the sum; 0 for none.</param>
/// <param name="Sum">The orders up to there.</param>
/// <param name="Totals">All orders.</param>
internal sealed record OrderCount(long Through, CustomerTotals Sum, CustomerTotals Totals)
{
    private const int PageMax = 256;

    public static OrderCount None { get; } = new(0, new(), new());

    /// <summary>
    /// Adds the orders that are not in the sum, each as it is durable now; null if one that was expected is not among
    /// them.
    /// </summary>
    public async Task<OrderCount?> ReadAsync(
        IJournalStore store, CustomerId customer, ImmutableArray<OrderId> expected)
    {
        var list = OrderJournals.ListOf(PrincipalId.For(customer));
        var missing = expected.ToHashSet();
        List<CountedOrder> found = [];
        long? before = null;
        for (var isEnd = false; !isEnd;)
        {
            var page = await store.ReadListAsync(list, before, PageMax);
            var fresh = page.TakeWhile(listed => listed.Position > Through).ToList();
            foreach (var listed in fresh)
            {
                missing.Remove(OrderJournals.ToOrder(listed.Id));
                found.Add(await CountedOrder.ReadAsync(store, listed));
                before = listed.Position;
            }

            isEnd = fresh.Count < PageMax;
        }

        found.Reverse();
        return missing.Count == 0 ? Add(found) : null;
    }

    public bool IsSame(OrderCount other) =>
        Through == other.Through && IsSame(Sum, other.Sum) && IsSame(Totals, other.Totals);

    private static bool IsSame(CustomerTotals one, CustomerTotals other) =>
        one.Spent.SequenceEqual(other.Spent) && one == other with { Spent = one.Spent };

    private OrderCount Add(List<CountedOrder> orders)
    {
        // An order that has not ended may still be confirmed: it and all behind it stay out of the sum.
        var ended = orders.TakeWhile(order => order.HasEnded).ToList();
        var sum = ended.Aggregate(Sum, Add);
        return new(
            ended is [.., var last] ? last.Position : Through,
            sum,
            orders.Skip(ended.Count).Aggregate(sum, Add));
    }

    private static CustomerTotals Add(CustomerTotals totals, CountedOrder order)
    {
        if (order.Spent is not { } spent) return totals;
        var isLast = totals.LastOrderAt is not { } last || order.PlacedAt >= last;
        return new()
        {
            Orders = totals.Orders + 1,
            Spent = Add(totals.Spent, spent),
            LastOrder = isLast ? order.Id : totals.LastOrder,
            LastOrderAt = isLast ? order.PlacedAt : totals.LastOrderAt,
        };
    }

    private static ImmutableArray<Money> Add(ImmutableArray<Money> spent, Money amount) =>
    [
        .. spent.Append(amount)
            .GroupBy(money => money.Currency)
            .Select(amounts => amounts.Aggregate(static (left, right) => left + right))
            .OrderBy(money => money.Currency.Value, StringComparer.Ordinal),
    ];
}
