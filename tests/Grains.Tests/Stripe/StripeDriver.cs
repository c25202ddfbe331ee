using Microsoft.Extensions.Logging.Abstractions;
using ShopActors.Grains.Tests.Payments;
using ShopActors.Stripe;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Stripe;

/// <summary>The operations of one payment, as the shop sends them.</summary>
internal static class StripeDriver
{
    public const string Visa = "pm_card_visa";
    public const string Confirmed = "pm_card_authenticationRequired";

    private static readonly HttpClient Http = StripeHttp.CreateClient();
    private static readonly Uri Shop = new("https://shop.example/orders/1");

    /// <summary>The adapter under test, for a server.</summary>
    public static StripePaymentProvider CreateProvider(
        this StripeServer server, string key = StripeServer.SecretKey, bool allowDelayedMethods = false) => new(
        StripeServices.CreateClient(new() { SecretKey = key, ApiBase = server.Address }, Http), allowDelayedMethods,
        NullLogger<StripePaymentProvider>.Instance);

    public static ProviderRequest Authorise(string token = Visa, Money? amount = null) =>
        Request(ProviderOperation.Authorise, ":auth", amount ?? PaymentDriver.Total) with { Token = token };

    public static ProviderRequest AuthoriseWithReturn(string token) => Authorise(token) with { ReturnUrl = Shop };

    public static ProviderRequest Capture(string? intent, long units = 2_500) =>
        Request(ProviderOperation.Capture, ":capture", new(units, Currency.Eur)) with { Authorisation = intent };

    public static ProviderRequest Void(string? intent) =>
        Request(ProviderOperation.Void, ":void", PaymentDriver.Total) with { Authorisation = intent };

    public static ProviderRequest Refund(string? intent, int number, long units) =>
        Request(ProviderOperation.Refund, $":refund:{number}", new(units, Currency.Eur)) with
        {
            Authorisation = intent,
        };

    public static Task<ProviderAnswer> Execute(this StripePaymentProvider provider, ProviderRequest request) =>
        provider.ExecuteAsync(request, CancellationToken.None);

    /// <summary>Asks for the outcome of a request.</summary>
    public static Task<ProviderAnswer> Find(this StripePaymentProvider provider, ProviderRequest request) =>
        provider.FindAsync(
            new()
            {
                Key = request.Key,
                Payment = request.Payment,
                Operation = request.Operation,
                Authorisation = request.Authorisation,
            },
            CancellationToken.None);

    public static async Task<List<ProviderCharge>> ReadCharges(this StripePaymentProvider provider)
    {
        var charges = new List<ProviderCharge>();
        await foreach (var charge in provider.ReadChargesAsync(CancellationToken.None)) charges.Add(charge);
        return charges;
    }

    private static ProviderRequest Request(ProviderOperation operation, string suffix, Money amount) => new()
    {
        Operation = operation,
        Key = PaymentDriver.Id + suffix,
        Payment = PaymentDriver.Id,
        Order = PaymentDriver.Order,
        Amount = amount,
    };
}
