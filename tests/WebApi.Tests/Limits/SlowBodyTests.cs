using System.Net;

namespace ShopActors.WebApi.Tests.Limits;

/// <summary>Peers that send their bodies slowly hold nothing that others need.</summary>
public sealed class SlowBodyTests(SlowBodyTests.NarrowShop shop) : IClassFixture<SlowBodyTests.NarrowShop>
{
    private const string Head = "POST /carts HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\n";
    private const int PermitsMax = 4;
    private const int SlowPeers = 250;
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Requests_WhileManyBodiesDoNotArrive_AreAnsweredAndTheSlowOnesRefused()
    {
        using var patience = new CancellationTokenSource(PatienceMax);
        var slow = await Task.WhenAll(Enumerable.Range(0, SlowPeers).Select(async _ =>
        {
            var connection = await RawConnection.OpenAsync(shop.Address);
            await connection.BeginPostAsync("/carts", bodyLength: 1_000, "{");
            return connection;
        }));
        var ends = slow.Select(connection => connection.ReadToEndAsync(patience.Token)).ToList();

        using var client = shop.NewClient();
        var read = await client.GetAsync("/products?limit=1");
        var written = await client.PostAsync("/carts", new { });

        Assert.True(read.Status == HttpStatusCode.OK, read.ToString());
        Assert.True(written.Status == HttpStatusCode.Created, written.ToString());
        Assert.All(
            await Task.WhenAll(ends),
            answer => Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal));
        Array.ForEach(slow, connection => connection.Dispose());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(60_000)]
    public async Task Body_InTwoPieces_IsReadWhole(int length)
    {
        using var patience = new CancellationTokenSource(PatienceMax);
        using var connection = await RawConnection.OpenAsync(shop.Address);
        await connection.SendAsync(
            $"{Head}Connection: close\r\nContent-Length: {length}\r\n\r\n{{");
        await connection.SendAsync(new string(' ', length - 2) + "}");

        Assert.StartsWith("HTTP/1.1 201", await connection.ReadToEndAsync(patience.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_InChunks_IsReadWhole()
    {
        using var patience = new CancellationTokenSource(PatienceMax);
        using var connection = await RawConnection.OpenAsync(shop.Address);
        await connection.SendAsync(
            $"{Head}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{{\r\n");
        await connection.SendAsync("1\r\n}\r\n0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 201", await connection.ReadToEndAsync(patience.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_OneAfterTheOtherOnOneConnection_AreNotMixedUp()
    {
        using var patience = new CancellationTokenSource(PatienceMax);
        using var connection = await RawConnection.OpenAsync(shop.Address);
        const string Two = $"{Head}Content-Length: 2\r\n";
        await connection.SendAsync($"{Two}\r\n{{}}{Two}\r\n{{}}{Two}Connection: close\r\n\r\n{{}}");

        var answers = await connection.ReadToEndAsync(patience.Token);

        Assert.Equal(3, answers.Split("HTTP/1.1 201").Length - 1);
    }

    /// <summary>A shop with few permits, whose patience with bodies is short.</summary>
    public sealed class NarrowShop : ShopFixture
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["Limits:ConcurrentRequestsMax"] = $"{PermitsMax}",
            ["Limits:BodyTimeMax"] = "00:00:05",
            ["Limits:CreationsPerSecondPerAddress"] = "0",
        };
    }
}
