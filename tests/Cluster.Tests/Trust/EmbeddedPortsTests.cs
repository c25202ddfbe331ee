using ShopActors.TestKit;

namespace ShopActors.Cluster.Tests.Trust;

/// <summary>
/// An embedded shop opens its HTTP port and no other: there is nothing that a client or a silo could connect to.
/// </summary>
public sealed class EmbeddedPortsTests : IDisposable
{
    private const string Token = "ports-operator-token-0123456789abcdef";

    private readonly TemporaryDirectory _home = new("embedded-ports-");

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task EmbeddedShops_TwoOnOneMachine_ListenAtHttpAlone()
    {
        await using var first = new ShopProcess(_home.Child("first"), _home.File("first.out"), Token);
        await using var second = new ShopProcess(_home.Child("second"), _home.File("second.out"), Token);
        // What is configured for a cluster's silo opens nothing here.
        second.Settings["Silo__SiloPort"] = $"{FreePort.Next()}";
        second.Settings["Silo__GatewayPort"] = $"{FreePort.Next()}";
        await first.StartAsync(CancellationToken.None);
        await second.StartAsync(CancellationToken.None);

        foreach (var shop in (ShopProcess[])[first, second])
        {
            Assert.Equal([shop.Address.Port], ListeningPorts.Of(shop.ProcessId));
            using var client = new ShopClient(shop.Address, 1);
            var cart = await client.CreateCartAsync(CancellationToken.None);
            Assert.True((await client.SendAsync(cart.Read(), CancellationToken.None)).IsSuccess);
        }
    }

    [Fact]
    public async Task EmbeddedShop_AtThePortsOfASilo_AnswersNoOrleansClient()
    {
        await using var shop = new ShopProcess(_home.Child("shop"), _home.File("shop.out"), Token);
        var (siloPort, gatewayPort) = (FreePort.Next(), FreePort.Next());
        shop.Settings["Silo__SiloPort"] = $"{siloPort}";
        shop.Settings["Silo__GatewayPort"] = $"{gatewayPort}";
        await shop.StartAsync(CancellationToken.None);

        foreach (var port in (int[])[siloPort, gatewayPort])
        {
            using var socket = new System.Net.Sockets.TcpClient();
            await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(
                () => socket.ConnectAsync(System.Net.IPAddress.Loopback, port));
        }

        // The one port that is open speaks HTTP.
        await using var client = Peers.ForeignClient(shop.Address.Port, static _ => { });
        await client.AssertRefusedAsync();
        using var http = new ShopClient(shop.Address, 1);
        Assert.True((await http.SendAsync(new(HttpMethod.Get, "/readyz"), CancellationToken.None)).IsSuccess);
    }
}
