using System.Text.Json;
using ShopActors.Chaos.Checking;
using ShopActors.Chaos.Fleets;
using ShopActors.Chaos.Load;
using ShopActors.Chaos.Recording;
using ShopActors.TestKit;

namespace ShopActors.Chaos.Scenarios;

/// <summary>Looks at a shop at rest through its API, and at the provider's log: the second half of a history.</summary>
internal sealed class Observer(Fleet fleet, ShopClient http)
{
    private const int AttemptsMax = 5;

    private static readonly TimeSpan _settlePatience = TimeSpan.FromSeconds(120);

    /// <summary>Waits until no order is under way; what is still pending afterwards is for the checker.</summary>
    public async Task WaitForRestAsync(CancellationToken cancellationToken)
    {
        var deadline = DateTime.UtcNow + _settlePatience;
        while (DateTime.UtcNow < deadline)
        {
            var audit = await ReadAuditAsync(cancellationToken).ConfigureAwait(false);
            if (audit.GetProperty("orders").GetProperty("pending").GetInt64() == 0) return;
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Has every event delivered to a receiver from now on.</summary>
    public Task SubscribeAsync(Uri receiver, CancellationToken cancellationToken) => http.MustAsync(
        new(HttpMethod.Post, "/webhook-endpoints")
        {
            Body = $$"""{"url":"{{receiver}}","events":["*"]}""",
            Token = fleet.OpsToken,
        },
        cancellationToken);

    /// <summary>Waits until the events agree with the rest; what still does not is for the checker.</summary>
    public async Task<History> ListenAsync(
        History history, EventReceiver receiver, BrokerQueue? queue, CancellationToken cancellationToken)
    {
        var deadline = DateTime.UtcNow + _settlePatience;
        while (true)
        {
            history = history with
            {
                Events = receiver.Received,
                Published = queue is null ? null : await queue.DrainAsync(cancellationToken).ConfigureAwait(false),
            };
            if (!EventInvariants.Heard(history).Any() || DateTime.UtcNow > deadline) return history;
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<JsonElement> ReadAuditAsync(CancellationToken cancellationToken)
    {
        var answer = await ReadAsync("/ops/audit", fleet.OpsToken, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess ? answer.Json : throw new InvalidOperationException($"The audit answered {answer}.");
    }

    public async Task<IReadOnlyDictionary<string, long>> ReadPricesAsync(CancellationToken cancellationToken)
    {
        var prices = new Dictionary<string, long>();
        for (string? cursor = ""; cursor is not null;)
        {
            var more = cursor.Length == 0 ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = (await http.MustAsync(new(HttpMethod.Get, $"/products?limit=50{more}"), cancellationToken)
                .ConfigureAwait(false)).Json;
            foreach (var product in page.GetProperty("items").EnumerateArray())
            {
                prices[product.GetProperty("sku").GetString()!] =
                    product.GetProperty("price").GetProperty("amount").GetInt64();
            }

            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }

        return prices;
    }

    public async Task<History> ObserveAsync(
        History course, IReadOnlyList<ShopSession> sessions, IReadOnlyList<string> skus,
            CancellationToken cancellationToken)
    {
        var audit = await ReadAuditAsync(cancellationToken).ConfigureAwait(false);
        return course with
        {
            Audit = ReadTotals(audit),
            Stock = await ReadStockAsync(audit, skus, cancellationToken).ConfigureAwait(false),
            Orders = await ReadOrdersAsync(course, sessions, cancellationToken).ConfigureAwait(false),
            Carts = await ReadCartsAsync(sessions, cancellationToken).ConfigureAwait(false),
            Provider = await ReadProviderAsync(cancellationToken).ConfigureAwait(false),
            Replays = await ReplayAsync(sessions, cancellationToken).ConfigureAwait(false),
        };
    }

    public static AuditRow ReadTotals(JsonElement audit)
    {
        var orders = audit.GetProperty("orders");
        var captured = audit.GetProperty("captured");
        var refunded = audit.GetProperty("refunded");
        return new()
        {
            Pending = orders.GetProperty("pending").GetInt64(),
            Confirmed = orders.GetProperty("confirmed").GetInt64(),
            Cancelled = orders.GetProperty("cancelled").GetInt64(),
            CapturedByShop = captured.GetProperty("shop").GetInt64(),
            CapturedByProvider = captured.GetProperty("provider").GetInt64(),
            RefundedByShop = refunded.GetProperty("shop").GetInt64(),
            RefundedByProvider = refunded.GetProperty("provider").GetInt64(),
            OverdueHolds = audit.GetProperty("overdueHolds").GetInt64(),
            Violations = [.. audit.GetProperty("violations").EnumerateArray().Select(item => item.ToString())],
        };
    }

    /// <summary>
    /// Reads; on a busy machine a read may time out, which says nothing of what there is, and is worth another try.
    /// </summary>
    private async Task<ShopAnswer> ReadAsync(string path, string? token, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await http.SendAsync(new(HttpMethod.Get, path) { Token = token }, cancellationToken)
                .ConfigureAwait(false);
            if (answer.Status is not (503 or 504) || attempt == AttemptsMax) return answer;
        }
    }

    private async Task<IReadOnlyList<StockRow>> ReadStockAsync(
        JsonElement audit, IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        List<StockRow> rows = [];
        foreach (var row in audit.GetProperty("stock").EnumerateArray().Select(Operator.ReadRow))
        {
            if (!skus.Contains(row.Sku))
            {
                rows.Add(row);
                continue;
            }

            var request =
                new ShopRequest(HttpMethod.Get, $"/stock/{row.Sku}/reservations?limit=100") { Token = fleet.OpsToken };
            var holds = (await http.MustAsync(request, cancellationToken).ConfigureAwait(false)).Json;
            // More than one page of live holds cannot be at rest, and the sums say so without the list.
            var isComplete = !holds.TryGetProperty("nextCursor", out var next) || next.ValueKind == JsonValueKind.Null;
            rows.Add(row with
            {
                Holds = !isComplete ? null : [.. holds.GetProperty("items").EnumerateArray().Select(hold => new HoldRow(
                    hold.GetProperty("id").GetString()!,
                    hold.GetProperty("state").GetString()!,
                    hold.GetProperty("quantity").GetInt64()))],
            });
        }

        return rows;
    }

    private async Task<IReadOnlyList<OrderRow>> ReadOrdersAsync(
        History course, IReadOnlyList<ShopSession> sessions, CancellationToken cancellationToken)
    {
        var told = course.Operations.Where(operation => operation.OrderId is not null)
            .GroupBy(operation => operation.Client).ToDictionary(group => group.Key, group => group.First().OrderId!);
        List<OrderRow> orders = [];
        foreach (var session in sessions
                .Where(session => session.CheckOut is not null && told.ContainsKey(session.Customer)))
        {
            var path = $"/orders/{told[session.Customer]}";
            var answer = await ReadAsync(path, session.Cart.Token, cancellationToken).ConfigureAwait(false);
            // A missing order is evidence, not an error of the run: the checker compares with what clients were told.
            if (!answer.IsSuccess) continue;

            var timeline = await ReadAsync(path + "/timeline", session.Cart.Token, cancellationToken)
                .ConfigureAwait(false);
            orders.Add(ReadOrder(answer.Json, timeline.Json, session));
        }

        return orders;
    }

    private static OrderRow ReadOrder(JsonElement order, JsonElement timeline, ShopSession session) => new(
        order.GetProperty("id").GetString()!,
        session.Customer,
        session.CheckOut!.Value.IdempotencyKey!,
        order.GetProperty("status").GetString()!,
        order.GetProperty("total").GetProperty("amount").GetInt64(),
        order.GetProperty("total").GetProperty("currency").GetString()!)
    {
        Lines = [.. order.GetProperty("lines").EnumerateArray().Select(line => new OrderLineRow(
            line.GetProperty("sku").GetString()!,
            line.GetProperty("quantity").GetInt64(),
            line.GetProperty("unitPrice").GetProperty("amount").GetInt64()))],
        PaymentStatus = order.GetProperty("payment").GetProperty("status").GetString() ?? "",
        Steps = [.. timeline.GetProperty("items").EnumerateArray().Select(step => new StepRow(
            step.GetProperty("sequence").GetInt64(),
            step.GetProperty("type").GetString()!,
            step.GetProperty("at").GetDateTimeOffset()))],
    };

    private async Task<IReadOnlyList<CartRow>> ReadCartsAsync(
        IReadOnlyList<ShopSession> sessions, CancellationToken cancellationToken)
    {
        List<CartRow> carts = [];
        foreach (var session in sessions.Where(session => session.CheckOut is null))
        {
            var cart = session.Cart.Read();
            var answer = await ReadAsync(cart.Path, cart.Token, cancellationToken).ConfigureAwait(false);
            var lines = answer.IsSuccess ? answer.Json.GetProperty("items").EnumerateArray() : [];
            carts.Add(new(session.Cart.Id, session.Customer, lines.ToDictionary(
                line => line.GetProperty("sku").GetString()!, line => line.GetProperty("quantity").GetInt64())));
        }

        return carts;
    }

    private async Task<IReadOnlyList<ProviderRow>> ReadProviderAsync(CancellationToken cancellationToken)
    {
        using var provider = new ShopClient(fleet.ProviderUrl, 1);
        List<ProviderRow> rows = [];
        for (string? after = ""; after is not null;)
        {
            var page =
                (await provider.MustAsync(new(HttpMethod.Get, $"/log?after={after}&limit=1000"), cancellationToken)
                .ConfigureAwait(false)).Json;
            rows.AddRange(page.GetProperty("items").EnumerateArray().Select(row => new ProviderRow(
                row.GetProperty("kind").GetString()!,
                row.GetProperty("key").GetString()!,
                row.GetProperty("payment").GetString()!,
                row.GetProperty("order").GetString()!,
                row.GetProperty("amount").GetInt64(),
                row.GetProperty("currency").GetString()!,
                row.GetProperty("outcome").GetString() == "succeeded")));
            after = page.TryGetProperty("nextAfter", out var next) ? next.GetString() : null;
        }

        return rows;
    }

    // Only keys with an order: replaying one without would place it now.
    private async Task<IReadOnlyList<ReplayRow>> ReplayAsync(
        IReadOnlyList<ShopSession> sessions, CancellationToken cancellationToken)
    {
        List<ReplayRow> replays = [];
        foreach (var session in sessions.Where(session => session is { CheckOut: not null, OrderId: not null }))
        {
            for (var i = 0; i < 2; i++)
            {
                var answer = await http.SendAsync(session.CheckOut!.Value, cancellationToken).ConfigureAwait(false);
                var body = answer.Json;
                var order = body.TryGetProperty(answer.IsSuccess ? "id" : "orderId", out var id) ? id.GetString()
                    : null;
                replays.Add(
                    new(session.CheckOut.Value.IdempotencyKey!, answer.Status, Fingerprint.OfAnswer(body), order));
            }
        }

        return replays;
    }
}
