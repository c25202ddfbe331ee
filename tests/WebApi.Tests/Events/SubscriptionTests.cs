using System.Net;

namespace ShopActors.WebApi.Tests.Events;

/// <summary>The streams' subscription and the alerts that follow it, as an operator sees them.</summary>
public sealed class SubscriptionTests(EventsFixture shop) : IClassFixture<EventsFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Subscription_PausedAndResumed_SaysSoAndRepeatsAnswers()
    {
        using var operations = shop.NewOperator();
        var listed = (await operations.GetAsync("/ops/subscriptions")).Json["items"]!.AsArray();
        Assert.Equal(["customers", "streams"], listed.Select(subscription => (string)subscription!["name"]!));

        var paused = await operations.PostAsync("/ops/subscriptions/streams/pause", null, "pause-1");
        Assert.Equal((HttpStatusCode.OK, "paused"), (paused.Status, (string)paused.Json["status"]!));
        var again = await operations.PostAsync("/ops/subscriptions/streams/pause", null, "pause-1");
        Assert.Contains("true", again.Headers.GetValues("Idempotency-Replayed"));

        var resumed = await operations.PostAsync("/ops/subscriptions/streams/resume");
        Assert.Equal("active", (string)resumed.Json["status"]!);
        var replayed = await operations.PostAsync("/ops/subscriptions/streams/replay", new { fromSequence = 0 });
        Assert.Equal(HttpStatusCode.OK, replayed.Status);
        var beyond = await operations.PostAsync(
            "/ops/subscriptions/streams/replay", new { fromSequence = long.MaxValue });
        Assert.Equal("invalid_replay", beyond.Code);
    }

    [Theory]
    [InlineData("kafka")]
    [InlineData("Streams")]
    [InlineData("a-name-that-no-subscription-can-have")]
    public async Task Subscription_ThatIsNotConfigured_IsUnknown(string name)
    {
        using var operations = shop.NewOperator();
        Assert.Equal("subscription_not_found", (await operations.GetAsync($"/ops/subscriptions/{name}")).Code);
        Assert.Equal(
            "subscription_not_found", (await operations.PostAsync($"/ops/subscriptions/{name}/pause")).Code);
    }

    [Fact]
    public async Task Item_ThatRunsLow_IsOnTheListOfAlerts()
    {
        const string sku = "BOOK-CLA-004";
        using var operations = shop.NewOperator();
        var onHand = (long)(await operations.GetAsync($"/stock/{sku}")).Json["onHand"]!;

        var set = await operations.PutAsync($"/stock/{sku}/alert", new { lowAt = onHand });
        Assert.Equal(("low", onHand), ((string)set.Json["level"]!, (long)set.Json["lowAt"]!));

        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var alerts = (await operations.GetAsync("/ops/stock-alerts")).Json["items"]!.AsArray();
            if (alerts.Any(alert => (string)alert!["sku"]! == sku && (string)alert["level"]! == "low")) return;
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }

    [Fact]
    public async Task Alerts_AnyoneElse_IsNotAllowed()
    {
        using var shopper = shop.NewClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await shopper.GetAsync("/ops/stock-alerts")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await shopper.GetAsync("/ops/subscriptions")).Status);
    }
}
