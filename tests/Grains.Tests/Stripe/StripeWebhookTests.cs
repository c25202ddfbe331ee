using System.Text;
using ShopActors.Grains.Tests.Payments;
using ShopActors.Stripe;

namespace ShopActors.Grains.Tests.Stripe;

/// <summary>Which operation an event of Stripe names.</summary>
public sealed class StripeWebhookTests
{
    private static readonly string Id = PaymentDriver.Id.Value;

    [Theory]
    [InlineData("payment_intent.amount_capturable_updated", ":auth", "authorisation.succeeded")]
    [InlineData("payment_intent.payment_failed", ":auth", "authorisation.declined")]
    [InlineData("payment_intent.requires_action", ":auth", "authorisation.action_required")]
    [InlineData("payment_intent.succeeded", ":capture", "capture.succeeded")]
    [InlineData("payment_intent.canceled", ":void", "void.succeeded")]
    public void Event_OfAnIntent_NamesTheOperation(string type, string suffix, string name)
    {
        Assert.True(TryRead(Event(type, $"{{\"payment\":\"{Id}\",\"key\":\"{Id}:auth\"}}"), out var webhook));
        Assert.Equal(("evt_1", Id + suffix, name), (webhook!.EventId, webhook.Key, webhook.Type));
    }

    [Theory]
    [InlineData("refund.created")]
    [InlineData("refund.updated")]
    [InlineData("refund.failed")]
    [InlineData("charge.refund.updated")]
    public void Event_OfARefund_NamesTheRefund(string type)
    {
        Assert.True(TryRead(Event(type, $"{{\"payment\":\"{Id}\",\"key\":\"{Id}:refund:2\"}}"), out var webhook));
        Assert.Equal((Id + ":refund:2", "refund.succeeded"), (webhook!.Key, webhook.Type));
    }

    [Theory]
    [InlineData("payment_intent.succeeded", "{}")]
    [InlineData("payment_intent.succeeded", "null")]
    [InlineData("payment_intent.succeeded", "{\"payment\":\"of another shop\"}")]
    [InlineData("payment_intent.created", "{\"payment\":\"PAY\"}")]
    [InlineData("charge.refunded", "{\"payment\":\"PAY\",\"key\":\"PAY:auth\"}")]
    [InlineData("refund.created", "{\"payment\":\"PAY\"}")]
    [InlineData("refund.created", "{\"payment\":\"PAY\",\"key\":\"PAY:capture\"}")]
    [InlineData("refund.created", "{\"payment\":\"PAY\",\"key\":\"another:refund:1\"}")]
    public void Event_AboutNoOperationOfTheShop_IsUnderstoodAndIgnored(string type, string metadata)
    {
        Assert.True(TryRead(
            Event(type, metadata.Replace("PAY", Id, StringComparison.Ordinal)), out var webhook));
        Assert.Null(webhook);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"id\":\"evt_1\",\"type\":\"payment_intent.succeeded\"}")]
    [InlineData("{\"id\":\"evt_1\",\"type\":\"payment_intent.succeeded\",\"data\":[]}")]
    [InlineData("{\"id\":\"\",\"type\":\"payment_intent.succeeded\",\"data\":{\"object\":{}}}")]
    public void Body_ThatIsNoEvent_IsNotUnderstood(string body) => Assert.False(TryRead(body, out _));

    private static string Event(string type, string metadata) =>
        $"{{\"id\":\"evt_1\",\"type\":\"{type}\",\"data\":{{\"object\":" +
        $"{{\"id\":\"x\",\"status\":\"succeeded\",\"metadata\":{metadata}}}}}}}";

    private static bool TryRead(string body, out PaymentWebhook? webhook) =>
        StripeWebhook.TryRead(Encoding.UTF8.GetBytes(body), out _, out webhook);
}
