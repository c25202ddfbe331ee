using System.Net;
using Microsoft.Extensions.Time.Testing;
using ShopActors.WebApi.Ops;

namespace ShopActors.WebApi.Tests.Ops;

/// <summary>What the operators' console begins with, and its files.</summary>
public sealed class OverviewTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Overview_OfTheConfiguredToken_HasSilosAndTraffic()
    {
        using var admin = shop.NewOperator();
        await admin.GetAsync("/ops/overview");

        var answer = await admin.GetAsync("/ops/overview");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("ops", (string?)answer.Json["operator"]!["id"]);
        Assert.False((bool)answer.Json["failureLab"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/ops/failure-lab")).Status);
        Assert.Equal(Scopes.All.Length, answer.Json["operator"]!["scopes"]!.AsArray().Count);
        var silo = Assert.Single(answer.Json["silos"]!.AsArray())!;
        Assert.Equal("running", (string?)silo["phase"]);
        Assert.True((long)silo["activations"]! > 0, silo.ToString());
        var minutes = answer.Json["traffic"]!["minutes"]!.AsArray();
        Assert.Equal(Traffic.MinutesKept, minutes.Count);
        Assert.True(minutes.Sum(minute => (int)minute!["requests"]!) > 0, answer.ToString());
        Assert.True((double)answer.Json["traffic"]!["p99Milliseconds"]! > 0, answer.ToString());
    }

    [Fact]
    public async Task Overview_WithoutTheScope_SaysOnlyWhoAsks()
    {
        using var admin = shop.NewOperator();
        var made = await admin.PostAsync("/ops/keys", new { name = "Reader", scopes = new[] { "stock:read" } });
        using var reader = shop.NewClient().WithToken((string)made.Json["key"]!);

        var answer = await reader.GetAsync("/ops/overview");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("Reader", (string?)answer.Json["operator"]!["name"]);
        Assert.Equal("stock:read", (string?)answer.Json["operator"]!["scopes"]!.AsArray().Single());
        Assert.Null(answer.Json["silos"]);
        Assert.Null(answer.Json["traffic"]);
    }

    [Theory]
    [InlineData("/ops", "text/html")]
    [InlineData("/ops/", "text/html")]
    [InlineData("/ops/console.js", "text/javascript")]
    [InlineData("/ops/console.css", "text/css")]
    [InlineData("/tokens.css", "text/css")]
    public async Task Page_IsSentWithTheStrictPolicy(string path, string type)
    {
        using var client = shop.NewClient();

        var page = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.StartsWith(type, page.MediaType, StringComparison.Ordinal);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Traffic_Percentiles_AreThoseOfTheLastFiveMinutes()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddDays(1));
        var traffic = new Traffic(time);
        traffic.Record(TimeSpan.FromSeconds(20), hasFailed: true);
        time.Advance(TimeSpan.FromMinutes(5));
        for (var i = 0; i < 98; i++) traffic.Record(TimeSpan.FromMilliseconds(10), hasFailed: false);
        for (var i = 0; i < 2; i++) traffic.Record(TimeSpan.FromMilliseconds(500), hasFailed: false);

        var read = traffic.Read();

        Assert.InRange(read.P50Milliseconds!.Value, 10, 12);
        Assert.InRange(read.P99Milliseconds!.Value, 500, 600);
        Assert.Equal((1, 1), (read.Minutes[^6].Requests, read.Minutes[^6].Failures));
        Assert.Equal((100, 0), (read.Minutes[^1].Requests, read.Minutes[^1].Failures));
    }

    [Fact]
    public void Traffic_OfAnEarlierLap_IsForgotten()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddDays(1));
        var traffic = new Traffic(time);
        traffic.Record(TimeSpan.FromMilliseconds(1), hasFailed: false);
        time.Advance(TimeSpan.FromMinutes(Traffic.MinutesKept));

        Assert.Equal(0, traffic.Read().Minutes.Sum(minute => minute.Requests));
        Assert.Null(traffic.Read().P99Milliseconds);
        traffic.Record(TimeSpan.FromMilliseconds(1), hasFailed: false);
        Assert.Equal(1, traffic.Read().Minutes.Sum(minute => minute.Requests));
    }
}
