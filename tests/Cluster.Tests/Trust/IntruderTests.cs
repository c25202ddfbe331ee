using System.Net;
using System.Net.Sockets;
using Orleans.Connections.Security;
using Orleans.Hosting;
using ShopActors.TestKit;

namespace ShopActors.Cluster.Tests.Trust;

/// <summary>
/// Who may talk to a silo. Each test asks once more as the shop's own client in the end: what is refused to others is
/// served to it.
/// </summary>
public sealed class IntruderTests(TrustedSilo silo) : IClassFixture<TrustedSilo>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [RedisFact]
    public Task ShopClient_WithAnApiCertificate_IsServed() => AssertServedAsync();

    [RedisFact]
    public async Task ShopClient_OfAnIntermediateAuthority_IsServed()
    {
        using var intermediate = silo.Authority.Intermediate("intermediate");
        await using var client = Peers.ShopClient(silo, intermediate.Issue("api"));
        Assert.NotEqual(0, await client.AskAsync());
    }

    // That the others are refused says something only while this one, which differs in its certificate alone, is not.
    [RedisFact]
    public async Task ForeignClient_WithACertificateOfTheShop_IsServed()
    {
        foreach (var role in (string[])["api", "silo"])
        {
            await using var client = Peers.ForeignClient(silo.GatewayPort, With(silo.Authority.Issue(role)));
            Assert.NotEqual(0, await client.AskAsync());
        }
    }

    [RedisFact]
    public async Task ForeignClient_WithoutTls_IsRefused() =>
        await AssertClientRefusedAsync(static _ => { });

    [RedisFact]
    public async Task ForeignClient_WithoutCertificate_IsRefused() =>
        await AssertClientRefusedAsync(static client => client.UseTls(options => Peers.Accepting(options, null)));

    [RedisFact]
    public async Task ForeignClient_OfAnotherAuthority_IsRefused() =>
        await AssertClientRefusedAsync(With(silo.OtherAuthority.Issue("silo")));

    [RedisFact]
    public async Task ForeignClient_WithTheNameOfNoRole_IsRefused() =>
        await AssertClientRefusedAsync(With(silo.Authority.Issue("mail", "mail.shop.internal")));

    [RedisFact]
    public async Task ForeignClient_WithAWildcard_IsRefused() =>
        await AssertClientRefusedAsync(With(silo.Authority.Issue("wildcard", "*.shop.internal")));

    [RedisFact]
    public async Task ForeignClient_WithAnExpiredCertificate_IsRefused() =>
        await AssertClientRefusedAsync(
            With(silo.Authority.Issue("old", "api.shop.internal", validFor: TimeSpan.FromMinutes(-1))));

    [RedisFact]
    public async Task ForeignClient_WithACertificateForServersAlone_IsRefused() =>
        await AssertClientRefusedAsync(With(silo.Authority.Issue("server", "api.shop.internal", forClient: false)));

    [RedisFact]
    public async Task ForeignSilo_WithoutTls_DoesNotJoin() => await AssertSiloRefusedAsync(static _ => { });

    [RedisFact]
    public async Task ForeignSilo_OfAnotherAuthority_DoesNotJoin()
    {
        using var certificate = silo.OtherAuthority.Issue("silo").Load();
        await AssertSiloRefusedAsync(host => host.UseTls(options => Peers.Accepting(options, certificate)));
    }

    [RedisFact]
    public async Task ForeignSilo_WithAnApiCertificate_DoesNotJoin()
    {
        using var certificate = silo.Authority.Issue("api").Load();
        await AssertSiloRefusedAsync(host => host.UseTls(options => Peers.Accepting(options, certificate)));
    }

    [RedisFact]
    public async Task ShopClient_OfASiloWithAnApiCertificate_RefusesIt()
    {
        // A cluster of its own, which the client finds in Redis: the silo runs, and shows the certificate of an API.
        using var certificate = silo.Authority.Issue("api").Load();
        await using var foreign = Peers.RogueSilo(
            silo, "rogue", host => host.UseTls(options => Peers.Accepting(options, certificate)));
        await foreign.StartAsync();

        await using var client = Peers.ShopClient(silo, silo.Authority.Issue("api"), "rogue");
        await client.AssertRefusedAsync();
        await foreign.Host.StopAsync();
        await AssertServedAsync();
    }

    [RedisFact]
    public async Task SiloPort_OfEachCertificate_SpeaksToSilosAlone()
    {
        Assert.True(await Greeting.IsHeardAsync(silo, silo.Authority.Issue("silo")));
        Assert.False(await Greeting.IsHeardAsync(silo, silo.Authority.Issue("api")));
        Assert.False(await Greeting.IsHeardAsync(silo, silo.OtherAuthority.Issue("silo")));
        Assert.False(await Greeting.IsHeardAsync(silo, null));
    }

    [RedisFact]
    public async Task PlainPeers_InGreatNumber_AreDroppedInAFewLinesOfLog()
    {
        // Two ports, one line in ten seconds each; the rest is for what else a silo says meanwhile.
        const int LinesMax = 20;
        var before = silo.LogLines().Count;
        for (var i = 0; i < 150; i++)
        {
            Assert.Equal(0, await AnswerToPlainBytesAsync(silo.GatewayPort));
            Assert.Equal(0, await AnswerToPlainBytesAsync(silo.SiloPort));
        }

        await AssertServedAsync();
        var said = silo.LogLines().Skip(before).ToList();
        Assert.True(said.Count <= LinesMax, string.Join('\n', said));
    }

    [RedisFact]
    public void Silo_WithCertificate_ListensWhereItIsToldAlone() =>
        Assert.Equal(
            new[] { silo.SiloPort, silo.GatewayPort, silo.HealthPort }.Order(), ListeningPorts.Of(silo.ProcessId));

    private static Action<IClientBuilder> With(TestCertificate files) =>
        client => client.UseTls(options => Peers.Accepting(options, files.Load()));

    private async Task AssertServedAsync()
    {
        await using var client = Peers.ShopClient(silo, silo.Authority.Issue("api"));
        Assert.NotEqual(0, await client.AskAsync());
    }

    private async Task AssertClientRefusedAsync(Action<IClientBuilder> secure)
    {
        await using var client = Peers.ForeignClient(silo.GatewayPort, secure);
        await client.AssertRefusedAsync();
        await AssertServedAsync();
    }

    private async Task AssertSiloRefusedAsync(Action<ISiloBuilder> secure)
    {
        await using var foreign = Peers.ForeignSilo(silo.SiloPort, secure);
        await foreign.AssertRefusedAsync();
        await AssertServedAsync();
    }

    private static async Task<int> AnswerToPlainBytesAsync(int port)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port, patience.Token);
        var stream = socket.GetStream();
        try
        {
            await stream.WriteAsync(new byte[64], patience.Token);
            return await stream.ReadAsync(new byte[1], patience.Token);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
