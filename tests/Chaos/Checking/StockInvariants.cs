using ShopActors.Chaos.Recording;

namespace ShopActors.Chaos.Checking;

/// <summary>I1 to I4: units neither appear nor vanish, are sold once, and do not get stuck.</summary>
internal static class StockInvariants
{
    public static IEnumerable<string> Conservation(History history)
    {
        foreach (var row in history.Stock.Concat(history.StockSamples))
        {
            var had = row.Initial + row.Received + row.Adjusted;
            var has = row.Available + row.Held + row.Pinned + row.Sold;
            if (had != has) yield return $"{row.Sku} had {had} units and accounts for {has}: {row}";
            if (long.Min(long.Min(row.Held, row.Pinned), long.Min(row.Sold, row.Received)) < 0)
            {
                yield return $"Negative term: {row}";
            }
        }
    }

    public static IEnumerable<string> ReservationSums(History history)
    {
        foreach (var row in history.Stock.Where(row => row.Holds is not null))
        {
            var held = row.Holds!.Where(hold => hold.State == "held").Sum(hold => hold.Quantity);
            var pinned = row.Holds!.Where(hold => hold.State == "pinned").Sum(hold => hold.Quantity);
            if (held != row.Held) yield return $"{row.Sku} says {row.Held} held, its reservations {held}";
            if (pinned != row.Pinned) yield return $"{row.Sku} says {row.Pinned} pinned, its reservations {pinned}";
            foreach (var twin in row.Holds!.GroupBy(hold => hold.Id).Where(group => group.Count() > 1))
            {
                yield return $"{row.Sku} has {twin.Count()} live reservations {twin.Key}";
            }
        }
    }

    public static IEnumerable<string> NoOversell(History history)
    {
        foreach (var row in history.Stock.Concat(history.StockSamples).Where(row => row.Available < 0))
        {
            yield return $"{row.Sku} has {row.Available} available";
        }

        // Money is counted, not stock rows: a sale that the stock forgot is still a sale.
        var paid = PaidOrders(history);
        var soldBySku = paid.SelectMany(order => order.Lines).GroupBy(line => line.Sku)
            .ToDictionary(group => group.Key, group => group.Sum(line => line.Quantity));
        foreach (var row in history.Stock)
        {
            var sold = soldBySku.GetValueOrDefault(row.Sku);
            var had = row.Initial + row.Received + row.Adjusted;
            if (sold > had) yield return $"{row.Sku} had {had} units, and {sold} were paid for";
        }
    }

    public static IEnumerable<string> NoStrandedStock(History history)
    {
        var confirmed = history.Orders.Where(order => order.IsConfirmed).ToList();
        var orderedBySku = confirmed.SelectMany(order => order.Lines).GroupBy(line => line.Sku)
            .ToDictionary(group => group.Key, group => group.Sum(line => line.Quantity));
        // A checkout whose answer never came may have left an order that no client knows; then only a bound is known.
        var knowsAll = confirmed.Count == history.Audit.Confirmed;
        foreach (var row in history.Stock)
        {
            if (row.Held != 0 || row.Pinned != 0)
            {
                yield return $"{row.Sku} still has {row.Held} held and {row.Pinned} pinned";
            }
            var ordered = orderedBySku.GetValueOrDefault(row.Sku);
            if (knowsAll ? row.Sold != ordered : row.Sold < ordered)
            {
                yield return $"{row.Sku} says {row.Sold} sold, its confirmed orders hold {ordered}";
            }
        }

        if (history.Audit.OverdueHolds != 0) yield return $"{history.Audit.OverdueHolds} holds are past their deadline";
    }

    private static IEnumerable<OrderRow> PaidOrders(History history)
    {
        var net = history.Provider.Where(row => row.Succeeded).GroupBy(row => row.Order).ToDictionary(
            group => group.Key,
            group => group.Sum(row => row.Kind switch { "capture" => row.Amount, "refund" => -row.Amount, _ => 0 }));
        return history.Orders.Where(order => net.GetValueOrDefault(order.Id) > 0);
    }
}
