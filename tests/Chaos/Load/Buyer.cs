using System.Text.Json;
using ShopActors.Chaos.Recording;
using ShopActors.TestKit;

namespace ShopActors.Chaos.Load;

/// <summary>
/// A stream of customers: each makes a cart, puts something in, now and then takes it out again, pays with a token that
/// works or one that does not, and follows the order to its end.
/// </summary>
internal sealed class Buyer(
    RecordingClient client, IReadOnlyList<string> skus, Random random, Door door, Func<int> nextCustomer)
{
    // What goes wrong at the provider, in per cent of the checkouts; the rest works.
    private static readonly (string Token, int Percent)[] _tokens =
    [
        ("tok_declined", 5), ("tok_insufficient_funds", 3), ("tok_timeout_before", 3), ("tok_timeout_after", 3),
        ("tok_duplicate_webhook", 3), ("tok_late_webhook", 3),
    ];

    private static readonly TimeSpan _followTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _followPause = TimeSpan.FromMilliseconds(100);

    public List<ShopSession> Sessions { get; } = [];

    public async Task RunAsync(CancellationToken stop)
    {
        while (await ComesAsync(stop).ConfigureAwait(false))
        {
            var customer = nextCustomer();
            if (await CreateCartAsync(customer).ConfigureAwait(false) is not { } cart)
            {
                // The shop is away; the next customer comes a little later.
                await Task.Delay(_followPause, CancellationToken.None).ConfigureAwait(false);
                continue;
            }

            await FillAsync(customer, cart).ConfigureAwait(false);
            // One in ten leaves the cart behind: it must be there at the end, as it was.
            if (random.Next(10) == 0)
            {
                Sessions.Add(new(customer, cart, null, null));
                continue;
            }

            await CheckOutAsync(customer, cart).ConfigureAwait(false);
        }
    }

    private async Task<bool> ComesAsync(CancellationToken stop)
    {
        try
        {
            await door.WaitAsync(stop).ConfigureAwait(false);
            return !stop.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<ShopCart?> CreateCartAsync(int customer)
    {
        // An attempt whose answer was lost leaves an empty cart without a known owner, which does no harm.
        var request = new ShopRequest(HttpMethod.Post, "/carts") { Body = "{}" };
        var (operation, answer) = await client.RunAsync(
            customer, ClientAction.CreateCart, "", request, (done, _) => done).ConfigureAwait(false);
        if (operation.Result != ResultClass.Ok) return null;

        var body = answer!.Value.Json;
        return new(body.GetProperty("id").GetString()!, body.GetProperty("token").GetString()!);
    }

    private async Task FillAsync(int customer, ShopCart cart)
    {
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var sku = skus[HotIndex()];
            var quantity = random.Next(1, 3);
            var add = cart.Add(sku, quantity) with { IdempotencyKey = $"add-{customer}-{i}" };
            var (_, answer) = await client.RunAsync(
                customer, ClientAction.AddItem, cart.Id, add, ReadCart, Template(sku, quantity)).ConfigureAwait(false);
            if (random.Next(8) == 0 && answer is { IsSuccess: true } && LineOf(answer.Value.Json, sku) is { } line)
            {
                var remove = new ShopRequest(HttpMethod.Delete, $"/carts/{cart.Id}/items/{line}")
                {
                    Token = cart.Token,
                    IdempotencyKey = $"remove-{customer}-{i}",
                };
                await client.RunAsync(customer, ClientAction.RemoveItem, cart.Id, remove, ReadCart, Template(sku, 0))
                    .ConfigureAwait(false);
            }
        }

        await client.RunAsync(customer, ClientAction.ReadCart, cart.Id, cart.Read(), ReadCart).ConfigureAwait(false);
    }

    private async Task CheckOutAsync(int customer, ShopCart cart)
    {
        var token = PickToken();
        var request = cart.CheckOut($"checkout-{customer}", token);
        var (operation, _) = await client.RunAsync(
            customer, ClientAction.CheckOut, cart.Id, request, ReadOrder,
            ClientOperation.Blank with { PaymentToken = token })
            .ConfigureAwait(false);
        Sessions.Add(new(customer, cart, request, operation.OrderId));

        var follow = new ShopRequest(HttpMethod.Get, $"/orders/{operation.OrderId}") { Token = cart.Token };
        for (var started = client.Now;
             operation is { OrderId: not null, OrderStatus: null or "pending" }
                && client.Now - started < _followTime.TotalMilliseconds;)
        {
            await Task.Delay(_followPause, CancellationToken.None).ConfigureAwait(false);
            (operation, _) = await client.RunAsync(
                customer, ClientAction.ReadOrder, operation.OrderId!, follow, ReadOrder,
                ClientOperation.Blank with { OrderId = operation.OrderId }, once: true).ConfigureAwait(false);
        }
    }

    // Half of the demand is for the first SKU: contention is where shops break.
    private int HotIndex() => random.Next(2) == 0 ? 0 : random.Next(skus.Count);

    private string PickToken()
    {
        var percent = random.Next(100);
        foreach (var (token, share) in _tokens)
        {
            if ((percent -= share) < 0) return token;
        }

        return "tok_ok";
    }

    private static ClientOperation Template(string sku, long quantity) =>
        ClientOperation.Blank with { Sku = sku, Quantity = quantity };

    private static string? LineOf(JsonElement cart, string sku) => cart.GetProperty("items").EnumerateArray()
        .Where(line => line.GetProperty("sku").GetString() == sku)
        .Select(line => line.GetProperty("id").GetString()).FirstOrDefault();

    private static ClientOperation ReadCart(ClientOperation operation, JsonElement cart) =>
        operation.Result == ResultClass.Ok && cart.TryGetProperty("items", out var lines)
            ? operation with
            {
                Lines = lines.EnumerateArray().ToDictionary(
                    line => line.GetProperty("sku").GetString()!, line => line.GetProperty("quantity").GetInt64()),
                Version = cart.GetProperty("version").GetInt64(),
                AnswerHash = Fingerprint.Of(lines.GetRawText()),
            }
            : operation;

    private static ClientOperation ReadOrder(ClientOperation operation, JsonElement order) =>
        order.TryGetProperty("orderId", out var id) && id.ValueKind == JsonValueKind.String
            // A refusal that tells of the order it cancelled.
            ? operation with
            {
                OrderId = id.GetString(),
                AnswerHash = Fingerprint.OfAnswer(order),
                OrderStatus =
                "cancelled"
            }
            : operation.Result == ResultClass.Ok
                ? operation with
                {
                    OrderId = order.GetProperty("id").GetString(),
                    OrderStatus = order.GetProperty("status").GetString(),
                    AnswerHash = Fingerprint.OfAnswer(order),
                }
                : operation;
}
