using ShopActors.Chaos.Recording;

namespace ShopActors.Chaos.Checking;

/// <summary>
/// I11, I12, I14 and I15: every order ends, never goes back, tells its story without gaps and costs what it says.
/// </summary>
internal static class OrderInvariants
{
    public static IEnumerable<string> Liveness(History history)
    {
        foreach (var order in history.Orders.Where(order => !order.IsTerminal))
        {
            yield return $"{order.Id} is still {order.Status}";
        }

        var known = history.Orders.Count(order => !order.IsTerminal);
        if (history.Audit.Pending > known) yield return $"The audit counts {history.Audit.Pending} pending orders";
    }

    public static IEnumerable<string> LegalTransitions(History history)
    {
        var reads = history.Operations
            .Where(operation => operation is { Result: ResultClass.Ok, OrderId: not null, OrderStatus: not null });
        foreach (var order in reads.GroupBy(operation => operation.OrderId!))
        {
            var terminal = order.Where(read => IsTerminal(read.OrderStatus!)).ToList();
            foreach (var unknown in order
                    .Where(read => !IsTerminal(read.OrderStatus!) && read.OrderStatus != "pending"))
            {
                yield return $"{order.Key} was seen in the unknown state {unknown.OrderStatus}";
            }

            foreach (var end in terminal.Take(1))
            {
                foreach (var other in terminal.Where(other => other.OrderStatus != end.OrderStatus))
                {
                    yield return $"{order.Key} was seen both {end.OrderStatus} and {other.OrderStatus}";
                }
            }

            // Terminal means for good, to every client: a read that begins after one has seen the end sees it too.
            var ended = terminal.Select(read => read.ReturnedAt).DefaultIfEmpty(double.PositiveInfinity).Min();
            foreach (var late in order
                    .Where(read => read.OrderStatus == "pending" && read.InvokedAt > ended
                        && !IsFirstAnswerReplay(read)))
            {
                yield return $"{order.Key} was seen pending by operation {late.Id} after it had ended";
            }
        }

        static bool IsTerminal(string status) => status is "confirmed" or "cancelled";

        // A replayed checkout may repeat its stored first answer, which says what was true then.
        static bool IsFirstAnswerReplay(ClientOperation read) => read.Action == ClientAction.CheckOut;
    }

    public static IEnumerable<string> CompleteTimeline(History history)
    {
        foreach (var order in history.Orders)
        {
            for (var i = 0; i < order.Steps.Count; i++)
            {
                if (order.Steps[i].Sequence != i + 1)
                {
                    yield return $"{order.Id} has step {order.Steps[i].Sequence} where {i + 1} belongs";
                    break;
                }

                if (i > 0 && order.Steps[i].At < order.Steps[i - 1].At - ClockSkew)
                {
                    yield return $"{order.Id} has step {i + 1} before step {i} in time";
                }
            }

            if (order.Steps.Count == 0) yield return $"{order.Id} has no time line";
        }
    }

    public static IEnumerable<string> PriceIntegrity(History history)
    {
        foreach (var order in history.Orders)
        {
            var sum = order.Lines.Sum(line => line.Quantity * line.UnitPrice);
            if (sum != order.Total) yield return $"{order.Id} totals {order.Total}, its lines {sum}";
            foreach (var line in order.Lines
                    .Where(line => history.Prices.TryGetValue(line.Sku, out var price) && price != line.UnitPrice))
            {
                yield return $"{order.Id} sold {line.Sku} at {line.UnitPrice}, its price is {history.Prices[line.Sku]}";
            }

            foreach (var line in order.Lines.Where(line => line.Quantity <= 0))
            {
                yield return $"{order.Id} has {line.Quantity} of {line.Sku}";
            }
        }
    }

    // Silos on one machine share a clock, silos on several do not; the sequence is what orders the steps.
    private static TimeSpan ClockSkew => TimeSpan.FromSeconds(5);
}
