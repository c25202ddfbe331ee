using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using ShopActors.Hosting;
using ShopActors.Hosting.Ports;

namespace ShopActors.WebApi.Tests.Ports;

/// <summary>Which ports a process binds before it starts, and what it says when it cannot.</summary>
public sealed class OwnPortsTests
{
    [Theory]
    [InlineData("Urls", "http://127.0.0.1:{0}")]
    [InlineData("Urls", "http://localhost:{0}")]
    [InlineData("Urls", "http://*:{0}")]
    [InlineData("Urls", "http://[::1]:0; http://0.0.0.0:{0}/")]
    [InlineData("Kestrel:Endpoints:Customers:Url", "https://127.0.0.1:{0}")]
    public void Bind_HttpPortInUse_NamesTheSetting(string setting, string url)
    {
        using var listener = new ListeningSocket();
        using var ports = Http((setting, url.Replace("{0}", $"{listener.Port}", StringComparison.Ordinal)));

        var refused = Assert.Throws<PortInUseException>(ports.Bind);

        Assert.Equal(
            $"{setting}: port {listener.Port} is in use by another process; set another port.", refused.Message);
    }

    [Fact]
    public void Bind_AddressesWithoutAPort_BindsNothing()
    {
        using var ports = Http(("Urls", "http://127.0.0.1:0;http://unix:/run/shop.socket"));

        ports.Bind();

        Assert.Equal("", ports.Description);
    }

    [Fact]
    public void Bind_ListeningPortsInUse_NamesTheSettings()
    {
        using var listener = new ListeningSocket();
        using var silo = Silo(new() { SiloListeningPort = listener.Port });
        using var gateway = Silo(new() { GatewayListeningPort = listener.Port });

        Assert.StartsWith(
            "Silo:SiloListeningPort: ", Assert.Throws<PortInUseException>(silo.Bind).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Silo:GatewayListeningPort: ", Assert.Throws<PortInUseException>(gateway.Bind).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Bind_OnePortSetTwice_NamesBothSettings()
    {
        var port = FreePort.Next();
        using var ports = Silo(new() { SiloPort = port, HealthPort = port });

        var refused = Assert.Throws<PortInUseException>(ports.Bind);

        Assert.Equal($"Silo:HealthPort: port {port} is also Silo:SiloPort; set another port.", refused.Message);
    }

    [Fact]
    public void Bind_TwoProcessesBeforeEitherStarts_OnlyOneHasTheSiloPort()
    {
        var settings = new SiloSettings { SiloPort = FreePort.Next() };
        using var first = Silo(settings);
        using var second = Silo(settings);
        first.Bind();

        var refused = Assert.Throws<PortInUseException>(second.Bind);

        Assert.StartsWith("Silo:SiloPort: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Take_AfterBind_IsTheBoundSocketOnce()
    {
        var endPoint = new IPEndPoint(IPAddress.Loopback, FreePort.Next());
        using var ports = Http(("Urls", $"http://{endPoint}"));
        ports.Bind();

        using var taken = ports.Take(endPoint);
        using var another = ports.Take(endPoint);

        Assert.Equal(endPoint, taken.LocalEndPoint);
        Assert.NotSame(taken, another);
    }

    private static OwnPorts Http(params (string Setting, string Url)[] settings) => new(
    [
        new HttpPorts(new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Setting, (string?)setting.Url))).Build()),
    ]);

    // Free ports where the test sets none.
    private static OwnPorts Silo(SiloSettings settings)
    {
        var defaults = new SiloSettings();
        if (settings.SiloPort == defaults.SiloPort) settings.SiloPort = FreePort.Next();
        if (settings.GatewayPort == defaults.GatewayPort) settings.GatewayPort = FreePort.Next();
        if (settings.HealthPort == defaults.HealthPort) settings.HealthPort = FreePort.Next();
        return new OwnPorts([new SiloPorts(Options.Create(settings))]);
    }
}
