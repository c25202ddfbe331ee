using System.Globalization;
using ShopActors.TestKit;

namespace ShopActors.Cluster.Tests.Stopping;

/// <summary>
/// A process that is told to stop: not ready first, while it serves on; then it ends what it has and exits. How silos
/// hand over under load is scenario K7.
/// </summary>
public sealed class GracefulStopTests : IDisposable
{
    private const string Token = "stop-operator-token-0123456789abcdef";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _home = new("graceful-stop-");

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Terminate_NotReadyFirst_ServesOnAndLosesNoRequest()
    {
        await using var shop = new ShopProcess(_home.Child("data"), _home.File("shop.out"), Token);
        shop.Settings["Cluster__StopDelay"] = "00:00:06";
        await shop.StartAsync(CancellationToken.None);
        using var client = new ShopClient(shop.Address, 8);
        var cart = await client.CreateCartAsync(CancellationToken.None);
        var sku = (await client.ReadSkusAsync(1, CancellationToken.None))[0];
        Assert.Equal(200, await StatusOf(client, "/readyz"));

        shop.Process.Signal(Signals.Terminate);
        await UntilNotReadyAsync(client);

        // What comes now is served, and done.
        Assert.Equal(200, await StatusOf(client, "/healthz"));
        for (var i = 1; i <= 5; i++)
        {
            var added = await client.SendAsync(
                new(HttpMethod.Post, $"/carts/{cart.Id}/items")
                {
                    Body = string.Create(CultureInfo.InvariantCulture, $$"""{"sku":"{{sku}}","quantity":1}"""),
                    Token = cart.Token,
                    IdempotencyKey = $"stopping-{i}",
                },
                CancellationToken.None);
            Assert.True(added.IsSuccess, added.ToString());
        }

        Assert.Equal(503, await StatusOf(client, "/readyz"));
        using var patience = new CancellationTokenSource(Patience);
        await shop.Process.WaitForExitAsync(patience.Token);
        Assert.Equal(0, shop.Process.ExitCode);
        await AssertKeptAsync(cart);
    }

    // Everything that was answered while it was stopping is there after a restart.
    private async Task AssertKeptAsync(ShopCart cart)
    {
        await using var again = new ShopProcess(_home.Child("data"), _home.File("again.out"), Token);
        await again.StartAsync(CancellationToken.None);
        using var client = new ShopClient(again.Address, 1);
        var kept = await client.MustAsync(cart.Read(), CancellationToken.None);
        Assert.Equal(
            5, kept.Json.GetProperty("items").EnumerateArray().Sum(line => line.GetProperty("quantity").GetInt32()));
    }

    private static async Task UntilNotReadyAsync(ShopClient client)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await StatusOf(client, "/readyz") == 200) await Task.Delay(20, patience.Token);
    }

    private static async Task<int> StatusOf(ShopClient client, string path) =>
        (await client.SendAsync(new(HttpMethod.Get, path), CancellationToken.None)).Status;
}
