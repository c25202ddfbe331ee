using Microsoft.Extensions.Options;
using ShopActors.Stripe;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Stripe;

public sealed class StripeOptionsTests
{
    [Fact]
    public void Settings_WithoutStripe_AreAccepted() => Assert.True(Check(new()).Succeeded);

    [Theory]
    [InlineData("sk_test_0123456789abcdef")]
    [InlineData("rk_live_0123456789abcdef")]
    public void Key_OfStripe_IsAccepted(string key) => Assert.True(Check(new() { SecretKey = key }).Succeeded);

    [Theory]
    [InlineData("pk_live_0123456789abcdef")]
    [InlineData("sk_1")]
    [InlineData("sk_live_0123456789abcdef\n")]
    public void Key_ThatIsNone_IsRefusedAndNotShown(string key)
    {
        var result = Check(new() { SecretKey = key });

        Assert.True(result.Failed);
        Assert.DoesNotContain(key, result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_BesideAnotherProvider_IsRefusedInOneLine()
    {
        var result = Check(
            new() { SecretKey = StripeServer.SecretKey }, new() { ProviderUrl = new("https://provider.example/") });

        Assert.Contains("ProviderUrl", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://api.stripe.com")]
    [InlineData("https://api.stripe.com/v1")]
    [InlineData("https://user@api.stripe.com")]
    [InlineData("ftp://127.0.0.1")]
    public void Address_ThatIsNotSafe_IsRefused(string address) =>
        Assert.True(Check(new() { ApiBase = new(address) }).Failed);

    [Fact]
    public void WebhookSecret_ThatIsShort_IsRefused()
    {
        var options = new StripeOptions();
        options.WebhookSecrets.Add("short");

        Assert.True(Check(options).Failed);
    }

    private static ValidateOptionsResult Check(StripeOptions options, PaymentOptions? payments = null) =>
        new StripeOptionsValidator(Options.Create(payments ?? new())).Validate(null, options);
}
