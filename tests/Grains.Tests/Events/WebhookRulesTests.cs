using System.Net;

namespace ShopActors.Grains.Tests.Events;

/// <summary>Where webhooks may be sent, and when a receiver that fails is tried again.</summary>
public sealed class WebhookRulesTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("2002:a00:1::")]
    public void Target_InAPrivateNetwork_IsNoTarget(string address)
    {
        Assert.False(WebhookTarget.IsPublic(IPAddress.Parse(address)));
        var host = address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;
        Assert.NotNull(WebhookTarget.Check($"https://{host}/", allowPrivate: false));
        Assert.Null(WebhookTarget.Check($"http://{host}/", allowPrivate: true));
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    public void Target_InTheInternet_IsATarget(string address) =>
        Assert.True(WebhookTarget.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://127.1/")]
    public void Target_WrittenInAnotherWay_IsFoundAllTheSame(string url) =>
        Assert.NotNull(WebhookTarget.Check(url, allowPrivate: false));

    [Fact]
    public async Task Connect_NameOfThisMachine_IsRefused() =>
        await Assert.ThrowsAsync<HttpRequestException>(async () => await WebhookTarget.ConnectAsync(
            new("localhost", 443), allowPrivate: false, CancellationToken.None));

    [Theory]
    [InlineData(WebhookOutcome.Delivered, 200, 202, 204)]
    [InlineData(WebhookOutcome.Parked, 400, 409, 413, 415, 422)]
    [InlineData(WebhookOutcome.Failed, 0, 302, 401, 403, 404, 408, 410, 425, 429, 500, 503)]
    public void OutcomeOf_Answer_RefusesOnlyForTheEvent(object outcome, params int[] answers) =>
        Assert.All(answers, answer => Assert.Equal(outcome, WebhookRules.OutcomeOf(answer)));

    [Fact]
    public void Fail_AgainAndAgain_WaitsLongerAndEndsAfterThreeDays()
    {
        var state = Begin();
        var now = Noon;
        var waits = new List<TimeSpan>();
        while (WebhookRules.Fail(state, Delivery(500, now), null, 0.5, now) is ReceiverFailed failed)
        {
            state = state.Apply(failed);
            waits.Add(failed.NextAttemptAt - now);
            now = failed.NextAttemptAt;
        }

        Assert.Equal(TimeSpan.FromSeconds(5), waits[0]);
        Assert.Equal(waits.Order(), waits);
        Assert.Equal(9, waits.Count);
        Assert.True(now - Noon >= WebhookRules.FailingMax);
    }

    [Fact]
    public void Fail_ReceiverSaysWhen_IsHeardWithinADay()
    {
        var asked = TimeSpan.FromHours(1);
        var failed = (ReceiverFailed)WebhookRules.Fail(Begin(), Delivery(429, Noon), asked, 0.5, Noon);
        Assert.Equal(Noon + asked, failed.NextAttemptAt);

        failed = (ReceiverFailed)WebhookRules.Fail(
            Begin(), Delivery(429, Noon), TimeSpan.FromDays(300), 0.5, Noon);
        Assert.Equal(Noon + TimeSpan.FromDays(1), failed.NextAttemptAt);
    }

    [Fact]
    public void Deliveries_OfManyPages_AreBounded()
    {
        var state = Begin();
        for (var i = 0; i < 300; i++)
        {
            state = state.Apply(new PageDelivered(i, [Delivery(200, Noon) with { Position = i }]) { At = Noon });
        }

        Assert.Equal(WebhookLimits.DeliveriesKept, state.Deliveries.Length);
        Assert.Equal(299, state.Deliveries[^1].Position);
        Assert.Equal(299, state.Position);
    }

    private static WebhookState Begin() =>
        new WebhookState { Id = WebhookEndpointId.For(new OperationId("op-1")) }.Apply(
            new EndpointCreated(new OperationId("op-1"), "f", new("https://a.example", ["*"]), "whsec_", 0)
            {
                At = Noon,
            });

    private static WebhookDelivery Delivery(int answer, DateTimeOffset at) => new()
    {
        Position = 1,
        Type = "shop.order.placed.v1",
        Subject = "ord_1",
        Sequence = 1,
        Outcome = answer == 200 ? WebhookOutcome.Delivered : WebhookOutcome.Failed,
        Answer = answer,
        At = at,
    };
}
