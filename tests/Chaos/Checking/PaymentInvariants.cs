using ShopActors.Chaos.Recording;

namespace ShopActors.Chaos.Checking;

/// <summary>I5 to I8 and I19: what the provider's own log says about the money.</summary>
internal static class PaymentInvariants
{
    public static IEnumerable<string> NoDoubleCharge(History history)
    {
        var orders = history.Orders.ToDictionary(order => order.Id);
        foreach (var captures in Succeeded(history, "capture").GroupBy(row => row.Order))
        {
            if (captures.Count() > 1) yield return $"{captures.Key} was captured {captures.Count()} times";
            if (!orders.TryGetValue(captures.Key, out var order)) continue;

            var amount = captures.Sum(row => row.Amount);
            if (amount > order.Total) yield return $"{order.Id} costs {order.Total}, and {amount} was captured";
            foreach (var capture in captures.Where(row => row.Currency != order.Currency))
            {
                yield return $"{order.Id} is in {order.Currency}, its capture in {capture.Currency}";
            }
        }
    }

    public static IEnumerable<string> Bijection(History history)
    {
        var captured = Sums(history, "capture");
        var refunded = Sums(history, "refund");
        var orders = history.Orders.ToDictionary(order => order.Id);
        foreach (var order in history.Orders)
        {
            var amount = captured.GetValueOrDefault(order.Id);
            var kept = amount - refunded.GetValueOrDefault(order.Id);
            if (order.IsConfirmed && amount != order.Total)
            {
                yield return $"{order.Id} is confirmed at {order.Total}, and {amount} was captured";
            }

            if (!order.IsConfirmed && order.IsTerminal && kept != 0)
            {
                yield return $"{order.Id} is {order.Status}, and {kept} of its captured {amount} was kept";
            }
        }

        // Orders that no client knows of can only be counted.
        var unknown = captured.Keys
            .Count(id => !orders.ContainsKey(id) && captured[id] > refunded.GetValueOrDefault(id));
        var unknownConfirmed = history.Audit.Confirmed - history.Orders.Count(order => order.IsConfirmed);
        if (unknown != unknownConfirmed)
        {
            yield return $"{unknown} captures belong to orders that no client knows; the shop confirmed " +
                $"{unknownConfirmed} such";
        }
    }

    public static IEnumerable<string> RefundBound(History history)
    {
        var balance = new Dictionary<string, long>();
        var keys = new HashSet<string>();
        foreach (var row in history.Provider.Where(row => row.Succeeded))
        {
            if (row.Kind == "capture")
            {
                balance[row.Payment] = balance.GetValueOrDefault(row.Payment) + row.Amount;
            }
            else if (row.Kind == "refund")
            {
                balance[row.Payment] = balance.GetValueOrDefault(row.Payment) - row.Amount;
                if (balance[row.Payment] < 0)
                {
                    yield return $"{row.Payment} was refunded {-balance[row.Payment]} beyond its captures";
                }
                if (!keys.Add(row.Key)) yield return $"Refund {row.Key} was executed twice";
            }
        }
    }

    public static IEnumerable<string> BooksBalance(History history)
    {
        var audit = history.Audit;
        var captured = Succeeded(history, "capture").Sum(row => row.Amount);
        var refunded = Succeeded(history, "refund").Sum(row => row.Amount);
        if (audit.CapturedByShop != captured)
        {
            yield return $"The shop booked {audit.CapturedByShop} captured, the provider {captured}";
        }
        if (audit.CapturedByProvider != captured)
        {
            yield return $"The audit has the provider at {audit.CapturedByProvider} captured, its log at {captured}";
        }

        if (audit.RefundedByShop != refunded)
        {
            yield return $"The shop booked {audit.RefundedByShop} refunded, the provider {refunded}";
        }
        if (audit.RefundedByProvider != refunded)
        {
            yield return $"The audit has the provider at {audit.RefundedByProvider} refunded, its log at {refunded}";
        }

        foreach (var violation in audit.Violations)
        {
            yield return $"The shop's own audit says: {violation}";
        }
    }

    public static IEnumerable<string> Convergence(History history)
    {
        var captured = Sums(history, "capture");
        var refunded = Sums(history, "refund");
        foreach (var order in history.Orders.Where(order => order.PaymentStatus.Length > 0))
        {
            var isCaptured = captured.GetValueOrDefault(order.Id) > 0;
            var isRefunded = isCaptured && refunded.GetValueOrDefault(order.Id) == captured[order.Id];
            var saysCaptured = order.PaymentStatus.Contains("captured", StringComparison.OrdinalIgnoreCase);
            var saysRefunded = order.PaymentStatus.Equals("refunded", StringComparison.OrdinalIgnoreCase);
            if (saysCaptured != (isCaptured && !isRefunded) || saysRefunded != isRefunded)
            {
                yield return $"{order.Id} has its payment as {order.PaymentStatus}; the provider "
                    + (isRefunded ? "refunded it" : isCaptured ? "captured it" : "captured nothing");
            }
        }
    }

    private static IEnumerable<ProviderRow> Succeeded(History history, string kind) =>
        history.Provider.Where(row => row.Succeeded && row.Kind == kind);

    private static Dictionary<string, long> Sums(History history, string kind) =>
        Succeeded(history, kind).GroupBy(row => row.Order)
            .ToDictionary(group => group.Key, group => group.Sum(row => row.Amount));
}
