using System.Net;
using Nola.Runtime.Networking;
using Nola.Runtime.Tests.Networking;
using Orleans.Connections.Security;
using Orleans.Runtime.Messaging;

namespace Nola.Runtime.Tests.Messaging;

public sealed class TlsTests : IDisposable
{
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TestCertificates _certificates = new();
    private readonly InMemoryNetwork _network = new();

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task Call_MutualTlsAndSecret_Answers()
    {
        await using var callee = Host(2, Tls());
        await using var caller = Host(1, Tls());
        caller.Owner = callee.Address;

        Assert.Equal("2:hello", await caller.EchoAsync("hello"));
    }

    [Fact]
    public async Task Call_OverTcp_Answers()
    {
        var port = FreePort();
        await using var callee = new TestHost(new TcpTransport(), port, secret: "secret", security: Tls());
        await using var caller = new TestHost(new TcpTransport(), FreePort(), secret: "secret", security: Tls());
        caller.Owner = callee.Address;

        Assert.Equal($"{port}:hello", await caller.EchoAsync("hello"));
    }

    [Fact]
    public async Task Call_LargeArgumentsBothWays_Answers()
    {
        var text = new string('x', 300_000);
        await using var callee = Host(2, Tls());
        await using var caller = Host(1, Tls());
        caller.Owner = callee.Address;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => caller.EchoAsync(text)));

        Assert.All(answers, answer => Assert.Equal("2:" + text, answer));
    }

    [Fact]
    public async Task Connect_CertificateOfAnotherAuthority_IsRefused()
    {
        using var others = new TestCertificates();
        await AssertRefusedAsync(Tls(), Tls(options => options.LocalCertificate = others.Create()));
    }

    [Fact]
    public async Task Connect_ServerOfAnotherAuthority_IsRefused()
    {
        using var others = new TestCertificates();
        await AssertRefusedAsync(Tls(options => options.LocalCertificate = others.Create()), Tls());
    }

    [Fact]
    public async Task Connect_ExpiredClientCertificate_IsRefused() =>
        await AssertRefusedAsync(Tls(), Tls(options => options.LocalCertificate = _certificates.Create(isExpired: true)));

    [Fact]
    public async Task Connect_ExpiredServerCertificate_IsRefused() =>
        await AssertRefusedAsync(Tls(options => options.LocalCertificate = _certificates.Create(isExpired: true)), Tls());

    [Fact]
    public async Task Connect_UntrustedRootAndNoValidation_IsRefused() =>
        await AssertRefusedAsync(Tls(options => options.RemoteCertificateValidation = null), Tls());

    [Fact]
    public async Task Connect_NoClientCertificateWhereOneIsRequired_IsRefused() =>
        await AssertRefusedAsync(Tls(), Tls(options => options.LocalCertificate = null));

    [Fact]
    public async Task Connect_CertificateThatIsNotForClients_IsNotSent() =>
        await AssertRefusedAsync(
            Tls(), Tls(options => options.LocalCertificate = _certificates.Create(false, ServerUsage)));

    [Theory]
    [InlineData(RemoteCertificateMode.AllowCertificate)]
    [InlineData(RemoteCertificateMode.NoCertificate)]
    public async Task Connect_NoClientCertificateWhereNoneIsRequired_IsAccepted(RemoteCertificateMode mode)
    {
        await using var callee = Host(2, Tls(options => options.RemoteCertificateMode = mode));
        await using var caller = Host(1, Tls(options => options.LocalCertificate = null));

        Assert.Equal(callee.Address, await caller.Center.ConnectToAsync(callee.Address.Endpoint));
    }

    [Fact]
    public async Task Connect_PlaintextPeer_IsRefused() => await AssertRefusedAsync(Tls(), null);

    [Fact]
    public async Task Connect_ToPlaintextPeer_IsRefused() => await AssertRefusedAsync(null, Tls());

    [Fact]
    public async Task Connect_ValidCertificateButAnotherSecret_IsRefused() =>
        await AssertRefusedAsync(Tls(), Tls(), theirSecret: "another");

    [Fact]
    public async Task Connect_SilentPeer_FailsInTime()
    {
        await using var listener = _network.Listen(new IPEndPoint(IPAddress.Loopback, 2));
        await using var caller = Host(1, Tls(options => options.HandshakeTimeout = TimeSpan.FromMilliseconds(200)));

        await Assert.ThrowsAsync<ConnectionFailedException>(
            () => caller.Center.ConnectToAsync(listener.Endpoint).WaitAsync(Patience));
    }

    [Fact]
    public async Task Connect_CallbackThrows_RefusesThatConnectionAlone()
    {
        var mayFail = true;
        await using var callee = Host(2, Tls(options => options.OnAuthenticateAsServer = (_, _) =>
        {
            if (mayFail) throw new InvalidOperationException("Not now.");
        }));
        await using var caller = Host(1, Tls());
        await Assert.ThrowsAsync<ConnectionFailedException>(
            () => caller.Center.ConnectToAsync(callee.Address.Endpoint).WaitAsync(Patience));

        mayFail = false;

        Assert.Equal(callee.Address, await caller.Center.ConnectToAsync(callee.Address.Endpoint));
    }

    [Fact]
    public async Task Connect_CallbacksOfBothEnds_AreAsked()
    {
        string? named = null;
        await using var callee = Host(2, Tls(options =>
        {
            var certificate = options.LocalCertificate!;
            options.LocalCertificate = null;
            options.LocalServerCertificateSelector = (_, name) =>
            {
                named = name;
                return certificate;
            };
        }));
        await using var caller = Host(1, Tls(options =>
            options.OnAuthenticateAsClient = (_, settings) => settings.TargetHost = "silo.example"));

        Assert.Equal(callee.Address, await caller.Center.ConnectToAsync(callee.Address.Endpoint));
        Assert.Equal("silo.example", named);
    }

    // Nothing hangs, the failure is typed, and the host goes on serving others.
    private async Task AssertRefusedAsync(
        IStreamSecurity? server, IStreamSecurity? client, string theirSecret = "secret")
    {
        await using var callee = Host(2, server);
        await using var stranger = new TestHost(_network, 1, secret: theirSecret, security: client);

        await Assert.ThrowsAsync<ConnectionFailedException>(
            () => stranger.Center.ConnectToAsync(callee.Address.Endpoint).WaitAsync(Patience));

        Assert.Empty(callee.Center.ConnectedPeers);
    }

    private TestHost Host(int port, IStreamSecurity? security) => new(_network, port, secret: "secret", security: security);

    private TlsSecurity Tls(Action<TlsOptions>? configure = null)
    {
        var options = new TlsOptions
        {
            LocalCertificate = _certificates.Create(),
            RemoteCertificateValidation = (certificate, _, _) => _certificates.IsTrusted(certificate),
        };
        configure?.Invoke(options);
        return new TlsSecurity(options, TimeProvider.System);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
