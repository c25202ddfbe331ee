using System.Net;
using System.Net.Sockets;
using ShopActors.Chaos.Network;

namespace ShopActors.Cluster.Tests.ChaosHarness;

public sealed class TcpProxyTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Healthy_Bytes_PassBothWays()
    {
        await using var link = await Link.OpenAsync();

        Assert.Equal(7, await SendAsync(link.Near, link.Far, 7));
        Assert.Equal(9, await SendAsync(link.Far, link.Near, 9));
    }

    [Fact]
    public async Task LoseAnswers_RequestsPass_AnswersArriveAfterHealing()
    {
        await using var link = await Link.OpenAsync();

        link.Proxy.LoseAnswers();
        Assert.Equal(1, await SendAsync(link.Near, link.Far, 1));
        var answer = SendAsync(link.Far, link.Near, 2);
        Assert.Equal(3, await SendAsync(link.Near, link.Far, 3));
        Assert.False(answer.IsCompleted);

        link.Proxy.Heal();
        Assert.Equal(2, await answer);
    }

    [Fact]
    public async Task LoseRequests_AnswersPass_RequestsArriveAfterHealing()
    {
        await using var link = await Link.OpenAsync();

        link.Proxy.LoseRequests();
        var request = SendAsync(link.Near, link.Far, 1);
        Assert.Equal(2, await SendAsync(link.Far, link.Near, 2));
        Assert.False(request.IsCompleted);

        link.Proxy.Heal();
        Assert.Equal(1, await request);
    }

    [Fact]
    public async Task Reset_OpenConnection_IsBroken()
    {
        await using var link = await Link.OpenAsync();
        Assert.Equal(1, await SendAsync(link.Near, link.Far, 1));

        link.Proxy.Reset();

        await Assert.ThrowsAnyAsync<IOException>(() => ReadAsync(link.Near));
    }

    [Fact]
    public async Task Refuse_NewConnection_IsBrokenUntilHealed()
    {
        await using var link = await Link.OpenAsync();

        link.Proxy.Refuse();
        // The reset may come before the client knows that it is connected, or after.
        var failure = await Record.ExceptionAsync(async () =>
        {
            using var refused = new TcpClient();
            await refused.ConnectAsync(IPAddress.Loopback, link.Proxy.Port);
            await ReadAsync(refused);
        });
        Assert.True(failure is IOException or SocketException, $"{failure}");

        link.Proxy.Heal();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, link.Proxy.Port);
        using var server = await link.Server.AcceptTcpClientAsync().WaitAsync(Patience);
        Assert.Equal(5, await SendAsync(client, server, 5));
    }

    [Fact]
    public async Task Partition_OfOneCaller_LeavesTheOthersAlone()
    {
        var callers = new Queue<string>(["left", "right"]);
        await using var link = await Link.OpenAsync(_ => callers.Dequeue());
        using var right = new TcpClient();
        await right.ConnectAsync(IPAddress.Loopback, link.Proxy.Port);
        using var farRight = await link.Server.AcceptTcpClientAsync().WaitAsync(Patience);

        link.Proxy.Partition("left");
        var held = SendAsync(link.Near, link.Far, 1);
        Assert.Equal(2, await SendAsync(right, farRight, 2));
        Assert.False(held.IsCompleted);

        link.Proxy.Heal();
        Assert.Equal(1, await held);
    }

    [Fact]
    public async Task PortOwner_OwnConnection_IsThisProcess()
    {
        await using var link = await Link.OpenAsync();
        var local = ((IPEndPoint)link.Near.Client.LocalEndPoint!).Port;

        Assert.Equal("me", PortOwner.Find(local, link.Proxy.Port, [("me", Environment.ProcessId)]));
        Assert.Equal("", PortOwner.Find(local, link.Proxy.Port, []));
    }

    private static async Task<byte> SendAsync(TcpClient from, TcpClient to, byte value)
    {
        await from.GetStream().WriteAsync(new[] { value });
        return await ReadAsync(to);
    }

    private static async Task<byte> ReadAsync(TcpClient from)
    {
        var buffer = new byte[1];
        await from.GetStream().ReadExactlyAsync(buffer).AsTask().WaitAsync(Patience);
        return buffer[0];
    }

    /// <summary>A connection through a proxy, with both of its ends at hand.</summary>
    private sealed class Link(TcpListener server, TcpProxy proxy, TcpClient near, TcpClient far) : IAsyncDisposable
    {
        public TcpListener Server => server;

        public TcpProxy Proxy => proxy;

        public TcpClient Near => near;

        public TcpClient Far => far;

        public static async Task<Link> OpenAsync(Func<int, string>? whoConnects = null)
        {
            var server = new TcpListener(IPAddress.Loopback, 0);
            server.Start();
            var proxy = new TcpProxy(((IPEndPoint)server.LocalEndpoint).Port, 0, whoConnects);
            var near = new TcpClient();
            await near.ConnectAsync(IPAddress.Loopback, proxy.Port);
            return new(server, proxy, near, await server.AcceptTcpClientAsync().WaitAsync(Patience));
        }

        public async ValueTask DisposeAsync()
        {
            near.Dispose();
            far.Dispose();
            await proxy.DisposeAsync();
            server.Dispose();
        }
    }
}
