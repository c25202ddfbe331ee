using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using ShopActors.WebApi.Limits;

namespace ShopActors.WebApi.Tests.Limits;

/// <summary>Connections per address, without sockets: on loopback every peer would be exempt.</summary>
public sealed class ConnectionLimitTests
{
    private const int PerAddressMax = 3;

    private readonly ConnectionLimit _limit = Create();
    private readonly TaskCompletionSource _work = new();

    [Fact]
    public async Task Connections_OverTheLimit_AreClosedAtOnceAndOthersGoOn()
    {
        var served = Enumerable.Range(0, PerAddressMax).Select(_ => Open("203.0.113.1")).ToList();

        var (refused, end) = Open("203.0.113.1");
        await end;
        var (other, otherEnd) = Open("203.0.113.2");

        Assert.True(refused.IsAborted);
        Assert.False(other.IsAborted);
        Assert.All(served, connection => Assert.False(connection.End.IsCompleted));
        _work.SetResult();
        await Task.WhenAll(served.Select(connection => connection.End).Append(otherEnd));
        Assert.Equal(0, _limit.AddressCount);
    }

    [Fact]
    public async Task Connections_AfterOthersHaveEnded_AreServedAgain()
    {
        for (var i = 0; i < PerAddressMax * 3; i++)
        {
            var connection = new Peer { RemoteEndPoint = new IPEndPoint(IPAddress.Parse("203.0.113.3"), 1) };
            await _limit.Apply(_ => Task.CompletedTask)(connection);
            Assert.False(connection.IsAborted);
        }

        Assert.Equal(0, _limit.AddressCount);
    }

    [Fact]
    public void Connections_OfOneIPv6Network_AreCountedTogether()
    {
        for (var i = 0; i < PerAddressMax; i++) Open($"2001:db8:0:1::{i}");

        Assert.True(Open("2001:db8:0:1:ffff::1").Connection.IsAborted);
        Assert.False(Open("2001:db8:0:2::1").Connection.IsAborted);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.1.2.3")]
    public void Connections_OfLoopbackAndProxies_AreExempt(string address)
    {
        for (var i = 0; i < PerAddressMax * 3; i++) Assert.False(Open(address).Connection.IsAborted);

        Assert.Equal(0, _limit.AddressCount);
    }

    private (Peer Connection, Task End) Open(string address)
    {
        var connection = new Peer { RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 40_000) };
        return (connection, _limit.Apply(_ => _work.Task)(connection));
    }

    private static ConnectionLimit Create()
    {
        var proxies = new ProxyOptions();
        proxies.Known.Add("10.1.0.0/16");
        return new(
            Options.Create(new ApiLimits { ConnectionsPerAddressMax = PerAddressMax }),
            new KnownProxies(Options.Create(proxies)));
    }

    private sealed class Peer : DefaultConnectionContext
    {
        public bool IsAborted { get; private set; }

        public override void Abort(ConnectionAbortedException abortReason) => IsAborted = true;
    }
}
