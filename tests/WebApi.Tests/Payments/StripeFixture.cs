namespace ShopActors.WebApi.Tests.Payments;

/// <summary>A shop that takes webhooks of Stripe, in the middle of a rotation of their secret.</summary>
public sealed class StripeFixture : ShopFixture
{
    public const string OldSecret = "whsec_old_0123456789abcdef";
    public const string NewSecret = "whsec_new_0123456789abcdef";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings)
    {
        ["Payments:Stripe:WebhookSecrets:0"] = OldSecret,
        ["Payments:Stripe:WebhookSecrets:1"] = NewSecret,
    };
}
