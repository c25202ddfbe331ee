using System.Collections.Immutable;
using System.Globalization;

namespace ShopActors;

/// <summary>Paging through a principal's orders, pure.</summary>
internal static class CustomerOrdersRules
{
    public static Result<OrderPage> Page(CustomerOrdersState state, string? cursor, int limit)
    {
        var start = 0;
        if (cursor is not null)
        {
            if (Parse(cursor) is not { } last) return OrderErrors.InvalidCursor;

            // The entry after the last one shown, which need not be there any more.
            var index = state.Orders.IndexOf(last);
            start = index >= 0 ? index + 1 : ~index;
        }

        var count = Math.Min(Math.Clamp(limit, 1, OrderLimits.PageMax), state.Orders.Count - start);
        var orders = ImmutableArray.CreateBuilder<OrderId>(Math.Max(count, 0));
        for (var i = start; i < start + count; i++) orders.Add(state.Orders[i].Order);
        var hasMore = start + count < state.Orders.Count;
        return new OrderPage(orders.ToImmutable(), hasMore ? Format(state.Orders[start + count - 1]) : null);
    }

    private static string Format(ListedOrder order) =>
        string.Create(CultureInfo.InvariantCulture, $"{order.PlacedAt.UtcTicks:x}.{order.Order}");

    private static ListedOrder? Parse(string cursor)
    {
        var dot = cursor.IndexOf('.', StringComparison.Ordinal);
        return dot is > 0 and <= 16 &&
            long.TryParse(cursor.AsSpan(0, dot), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var ticks) &&
            ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks &&
            OrderId.TryParse(cursor[(dot + 1)..], out var order)
            ? new ListedOrder(order, new DateTimeOffset(ticks, TimeSpan.Zero))
            : null;
    }
}
