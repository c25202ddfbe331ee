using System.Text.Json;
using ShopActors.Chaos.Recording;
using ShopActors.TestKit;

namespace ShopActors.Chaos.Load;

/// <summary>
/// The shop's staff: receives goods and looks at every stock row all the time, which also times outages.
/// </summary>
internal sealed class Operator(
    RecordingClient client, IReadOnlyList<string> skus, Random random, string opsToken, string runId)
{
    private static readonly TimeSpan _receivePause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _lookPause = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest time that one SKU was not readable, in milliseconds.</summary>
    public double LongestOutageMs { get; private set; }

    public List<StockRow> Samples { get; } = [];

    public Task RunAsync(CancellationToken stop) =>
        Task.WhenAll(skus.Select((sku, i) => LookAsync(sku, i, stop)).Append(ReceiveAsync(stop)));

    private async Task ReceiveAsync(CancellationToken stop)
    {
        for (var i = 1; !stop.IsCancellationRequested; i++)
        {
            // As goods are sold: half of them are the first SKU's. The last gets none, and sells out.
            var sku = skus[random.Next(2) == 0 ? 0 : random.Next(skus.Count - 1)];
            var quantity = random.Next(10, 50);
            var request = new ShopRequest(HttpMethod.Post, $"/stock/{sku}/adjustments")
            {
                Body = $$"""{"delta":{{quantity}},"reason":"received"}""",
                Token = opsToken,
                IdempotencyKey = $"{runId}-receive-{i}",
            };
            await client.RunAsync(
                ClientOperation.Staff, ClientAction.AdjustStock, sku, request, (done, _) => done,
                ClientOperation.Blank with { Quantity = quantity })
                .ConfigureAwait(false);
            await Task.Delay(_receivePause, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task LookAsync(string sku, int index, CancellationToken stop)
    {
        // Spread out, so that the looks do not come in bursts.
        await Task.Delay(_lookPause * (index % 8) / 8, CancellationToken.None).ConfigureAwait(false);
        var request = new ShopRequest(HttpMethod.Get, $"/stock/{sku}/explain?limit=1") { Token = opsToken };
        var lastSeen = client.Now;
        while (!stop.IsCancellationRequested)
        {
            var (operation, answer) = await client.RunAsync(
                ClientOperation.Staff, ClientAction.ReadStock, sku, request, ReadVersion, once: true)
                    .ConfigureAwait(false);
            if (operation.Result == ResultClass.Ok)
            {
                lock (Samples)
                {
                    LongestOutageMs = double.Max(LongestOutageMs, client.Now - lastSeen);
                    Samples.Add(ReadRow(answer!.Value.Json.GetProperty("stock")));
                }

                lastSeen = client.Now;
            }

            await Task.Delay(_lookPause, CancellationToken.None).ConfigureAwait(false);
        }
    }

    public static StockRow ReadRow(JsonElement row) => new(
        row.GetProperty("sku").GetString()!,
        row.GetProperty("initial").GetInt64(),
        row.GetProperty("received").GetInt64(),
        row.GetProperty("adjusted").GetInt64(),
        row.GetProperty("available").GetInt64(),
        row.GetProperty("held").GetInt64(),
        row.GetProperty("pinned").GetInt64(),
        row.GetProperty("sold").GetInt64());

    // A hold that runs out moves units from held to available without a write, so the two are compared as one.
    private static ClientOperation ReadVersion(ClientOperation operation, JsonElement answer)
    {
        if (operation.Result != ResultClass.Ok) return operation;

        var body = answer.GetProperty("stock");
        var row = ReadRow(body);
        return operation with
        {
            Version = body.GetProperty("version").GetInt64(),
            AnswerHash = Fingerprint.Of(
                $"{row.Initial} {row.Received} {row.Adjusted} {row.Available + row.Held} {row.Pinned} {row.Sold}"),
        };
    }
}
