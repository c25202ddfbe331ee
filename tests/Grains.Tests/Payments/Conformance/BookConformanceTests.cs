using ShopActors.Grains.Tests.Checkout;

namespace ShopActors.Grains.Tests.Payments.Conformance;

/// <summary>The provider that other tests use as their judge.</summary>
public sealed class BookConformanceTests : ProviderConformance
{
    private readonly BookProvider _books = new();

    protected override ProviderTokens Tokens => ProviderTokens.OfSimulator;

    public override Task InitializeAsync()
    {
        Provider = _books;
        return Task.CompletedTask;
    }

    public override Task DisposeAsync() => Task.CompletedTask;

    protected override Task ConfirmAsync(bool approve)
    {
        _books.Confirm(PaymentKeys.Authorisation(PaymentDriver.Id), approve);
        return Task.CompletedTask;
    }

    protected override Task SettleAsync()
    {
        _books.Settle(PaymentKeys.Authorisation(PaymentDriver.Id));
        return Task.CompletedTask;
    }
}
