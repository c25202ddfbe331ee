using ShopActors.Chaos.Recording;

namespace ShopActors.Chaos.Checking;

/// <summary>
/// I9 and I10: what was acknowledged is there, what was refused is not, and carts behave as one map each.
/// </summary>
internal static class WriteInvariants
{
    public static IEnumerable<string> NothingLost(History history)
    {
        var orders = history.Orders.ToDictionary(order => order.Id);
        foreach (var operation in history.Operations
                .Where(operation => operation is { Result: ResultClass.Ok, OrderId: not null }))
        {
            if (!orders.TryGetValue(operation.OrderId!, out var order))
            {
                yield return $"Operation {operation.Id} was told of order {operation.OrderId}, which cannot be read";
            }
            else if (operation.OrderStatus is "confirmed" or "cancelled" && operation.OrderStatus != order.Status)
            {
                yield return $"Operation {operation.Id} was told that {order.Id} is {operation.OrderStatus}; it is " +
                    $"{order.Status}";
            }
        }

        foreach (var text in CartAdditions(history).Concat(Adjustments(history)))
        {
            yield return text;
        }
    }

    public static IEnumerable<string> CartsLinearizable(History history)
    {
        foreach (var cart in history.Operations.Where(IsOnCart).GroupBy(operation => operation.Subject))
        {
            // A checkout empties the cart at a moment of its own; the order's lines are checked instead.
            var until = cart
                .Where(operation => operation.Action == ClientAction.CheckOut && operation.Result != ResultClass.Fail)
                .Select(operation => operation.InvokedAt).DefaultIfEmpty(double.PositiveInfinity).Min();
            var before = cart
                .Where(operation => operation.Action != ClientAction.CheckOut && operation.InvokedAt < until).ToList();
            foreach (var sku in before.Select(operation => operation.Sku).OfType<string>().Distinct())
            {
                var steps = before.Where(operation => operation.Result != ResultClass.Fail)
                    .Select(operation => QuantityStep.Of(operation, sku)).OfType<QuantityStep>().ToList();
                if (!Linearizability.Holds(steps))
                {
                    yield return $"Cart {cart.Key} has no order of its operations on {sku} that explains its reads: "
                        + string.Join("; ", steps);
                }
            }
        }
    }

    // Additions commute, so the final quantity lies between the acknowledged ones and those that may have happened too.
    private static IEnumerable<string> CartAdditions(History history)
    {
        var byCart = history.Operations.Where(IsOnCart).ToLookup(operation => operation.Subject);
        foreach (var cart in history.Carts.Where(cart => byCart[cart.Id].All(IsPlainAddition)))
        {
            foreach (var sku in byCart[cart.Id].Where(operation => operation.Action == ClientAction.AddItem)
                    .GroupBy(operation => operation.Sku!))
            {
                var sure = sku.Where(operation => operation.Result == ResultClass.Ok)
                    .Sum(operation => operation.Quantity);
                var most = sku.Where(operation => operation.Result != ResultClass.Fail)
                    .Sum(operation => operation.Quantity);
                var has = cart.Lines.GetValueOrDefault(sku.Key);
                if (has < sure || has > most)
                {
                    yield return $"Cart {cart.Id} has {has} of {sku.Key}; acknowledged were {sure}, possible {most}";
                }
            }
        }

        static bool IsPlainAddition(ClientOperation operation) =>
            operation.Action is ClientAction.AddItem or ClientAction.ReadCart;
    }

    private static IEnumerable<string> Adjustments(History history)
    {
        // Retries of one adjustment carry one key, and count once however often they were sent.
        var byKey = history.Operations.Where(operation => operation.Action == ClientAction.AdjustStock)
            .GroupBy(operation => operation.Key);
        var sure = new Dictionary<string, long>();
        var most = new Dictionary<string, long>();
        foreach (var attempts in byKey)
        {
            var first = attempts.First();
            if (attempts.Any(attempt => attempt.Result == ResultClass.Ok)) Add(sure, first);
            if (attempts.Any(attempt => attempt.Result != ResultClass.Fail)) Add(most, first);
        }

        foreach (var row in history.Stock)
        {
            var received = row.Received + row.Adjusted;
            if (received < sure.GetValueOrDefault(row.Sku) || received > most.GetValueOrDefault(row.Sku))
            {
                yield return $"{row.Sku} received {received}; acknowledged were {sure.GetValueOrDefault(row.Sku)}, "
                    + $"possible {most.GetValueOrDefault(row.Sku)}";
            }
        }

        static void Add(Dictionary<string, long> sums, ClientOperation operation) =>
            sums[operation.Subject] = sums.GetValueOrDefault(operation.Subject) + operation.Quantity;
    }

    private static bool IsOnCart(ClientOperation operation) =>
        operation.Action
            is ClientAction.AddItem or ClientAction.RemoveItem or ClientAction.ReadCart or ClientAction.CheckOut;
}
