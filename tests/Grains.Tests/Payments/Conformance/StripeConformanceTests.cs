using ShopActors.Grains.Tests.Stripe;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Payments.Conformance;

/// <summary>Stripe, with payers' methods that take days allowed.</summary>
public sealed class StripeConformanceTests : ProviderConformance
{
    private StripeServer _server = null!;

    protected override ProviderTokens Tokens { get; } =
        new(StripeDriver.Visa, "pm_card_chargeDeclined", StripeDriver.Confirmed, "pm_bank_debit", "pm_bank_debit_bad");

    public override async Task InitializeAsync()
    {
        _server = await StripeServer.StartAsync();
        Provider = _server.CreateProvider(allowDelayedMethods: true);
    }

    public override async Task DisposeAsync() => await _server.DisposeAsync();

    protected override Task ConfirmAsync(bool approve)
    {
        _server.Books.Confirm("pi_1", approve);
        return Task.CompletedTask;
    }

    protected override Task SettleAsync()
    {
        _server.Books.Settle("pi_1");
        return Task.CompletedTask;
    }
}
