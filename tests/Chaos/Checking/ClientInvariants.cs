using ShopActors.Chaos.Recording;

namespace ShopActors.Chaos.Checking;

/// <summary>I13, I16, I17 and I18: what clients were told fits together.</summary>
internal static class ClientInvariants
{
    public static IEnumerable<string> IdempotentReplay(History history)
    {
        var byKey = history.Operations.Where(operation => operation.Action == ClientAction.CheckOut)
            .ToLookup(operation => operation.Key!);
        foreach (var attempts in byKey)
        {
            var told = attempts.Select(attempt => attempt.OrderId)
                .Concat(history.Replays.Where(replay => replay.Key == attempts.Key).Select(replay => replay.OrderId))
                .OfType<string>().Distinct().ToList();
            if (told.Count > 1)
            {
                yield return $"Key {attempts.Key} led to {told.Count} orders: {string.Join(", ", told)}";
            }

            foreach (var other in attempts
                    .Where(attempt => attempt.BodyHash != attempts.First().BodyHash
                        && attempt.Result == ResultClass.Ok))
            {
                yield return $"Key {attempts.Key} was accepted again with another body by operation {other.Id}";
            }
        }

        foreach (var replays in history.Replays.GroupBy(replay => replay.Key))
        {
            if (replays.Distinct().Count() > 1) yield return $"Key {replays.Key} is answered in different ways at rest";
        }

        foreach (var twins in history.Orders.GroupBy(order => (order.Client, order.Key))
                .Where(group => group.Count() > 1))
        {
            yield return $"Key {twins.Key.Key} has {twins.Count()} orders";
        }
    }

    public static IEnumerable<string> Ownership(History history)
    {
        var owners = new Dictionary<string, int>();
        foreach (var operation in history.Operations.Where(operation => operation.Result == ResultClass.Ok))
        {
            var created = operation.Action switch
            {
                ClientAction.CreateCart => operation.SeenIds
                    .FirstOrDefault(id => id.StartsWith("cart_", StringComparison.Ordinal)),
                ClientAction.CheckOut => operation.OrderId,
                _ => null,
            };
            if (created is not null && !owners.TryAdd(created, operation.Client) && owners[created] != operation.Client)
            {
                yield return $"{created} was given to clients {owners[created]} and {operation.Client}";
            }
        }

        foreach (var operation in history.Operations.Where(operation => operation.Client != ClientOperation.Staff))
        {
            foreach (var id in operation.SeenIds
                    .Where(id => owners.TryGetValue(id, out var owner) && owner != operation.Client))
            {
                yield return $"Client {operation.Client} was shown {id} of client {owners[id]} by operation " +
                    $"{operation.Id}";
            }
        }
    }

    public static IEnumerable<string> SingleWriter(History history)
    {
        var reads = history.Operations.Where(operation =>
            operation is { Result: ResultClass.Ok, Version: not null, AnswerHash: not null }
            && operation.Action is ClientAction.ReadCart or ClientAction.ReadStock);
        foreach (var subject in reads.GroupBy(read => read.Subject))
        {
            foreach (var version in subject.GroupBy(read => read.Version)
                    .Where(group => group.DistinctBy(read => read.AnswerHash).Count() > 1))
            {
                yield return $"{subject.Key} has two contents at version {version.Key}";
            }

            var ordered = subject.OrderBy(read => read.InvokedAt).ToList();
            var highest = new Queue<ClientOperation>(subject.OrderBy(read => read.ReturnedAt));
            var seen = 0L;
            foreach (var read in ordered)
            {
                while (highest.TryPeek(out var earlier) && earlier.EndedBefore(read))
                {
                    seen = long.Max(seen, highest.Dequeue().Version!.Value);
                }

                if (read.Version < seen)
                {
                    yield return $"{subject.Key} went back from version {seen} to {read.Version} in operation " +
                        $"{read.Id}";
                }
            }
        }
    }

    public static IEnumerable<string> RejectedNotExecuted(History history)
    {
        var orders = history.Orders.ToLookup(order => (order.Client, order.Key));
        var keys = history.Operations.Where(operation => operation.Action == ClientAction.CheckOut)
            .GroupBy(operation => (operation.Client, Key: operation.Key!)).ToList();
        foreach (var key in keys.Where(key => key.All(WasShed) && orders[key.Key].Any()))
        {
            yield return $"Key {key.Key.Key} was only ever rejected, and has order {orders[key.Key].First().Id}";
        }

        // The shop's count may exceed what clients know by the checkouts whose outcome they never learnt, and no more.
        var unknown = keys
            .Count(key => key.Any(attempt => attempt.Result == ResultClass.Info) && !orders[key.Key].Any());
        var refused = keys
            .Count(key => !orders[key.Key].Any() && key
                .Any(attempt => attempt.Result == ResultClass.Fail && !WasShed(attempt)));
        var surplus = history.Audit.Pending + history.Audit.Confirmed + history.Audit.Cancelled - history.Orders.Count;
        if (surplus > unknown + refused)
        {
            yield return $"{surplus} orders belong to no checkout; "
                + $"at most {unknown + refused} checkouts had an open outcome";
        }

        var held = history.Stock.Where(row => row.Holds is not null).SelectMany(row => row.Holds!).ToList();
        foreach (var hold in held
                .Where(hold => keys
                    .Any(key => key.All(WasShed) && hold.Id.Contains(key.Key.Key, StringComparison.Ordinal))))
        {
            yield return $"A rejected checkout holds {hold.Quantity} units by {hold.Id}";
        }

        static bool WasShed(ClientOperation attempt) => attempt is { Result: ResultClass.Fail, Status: 429 or 503 };
    }
}
