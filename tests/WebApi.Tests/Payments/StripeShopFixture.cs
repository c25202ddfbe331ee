namespace ShopActors.WebApi.Tests.Payments;

/// <summary>A shop that pays through Stripe, and a server that stands for Stripe.</summary>
public sealed class StripeShopFixture : ShopFixture
{
    internal StripeServer Stripe { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings)
    {
        ["Payments:Stripe:SecretKey"] = StripeServer.SecretKey,
        ["Payments:Stripe:ApiBase"] = Stripe.Address.AbsoluteUri,
        ["Payments:Stripe:AllowDelayedMethods"] = "true",
        ["Payments:Stripe:WebhookSecrets:0"] = StripeFixture.NewSecret,
        ["Payments:ReturnUrl"] = "https://shop.example/orders/{order}",
    };

    public override async Task InitializeAsync()
    {
        Stripe = await StripeServer.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Stripe.DisposeAsync();
    }
}
