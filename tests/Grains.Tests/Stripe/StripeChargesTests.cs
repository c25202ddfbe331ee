using System.Globalization;
using ShopActors.Grains.Tests.Payments;
using ShopActors.Stripe;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Stripe;

/// <summary>Stripe's record of payments, in the order that the audit needs.</summary>
public sealed class StripeChargesTests
{
    [Fact]
    public async Task Read_SeveralPages_IsInOrderOfPaymentsAndLeavesOthersOut()
    {
        await using var server = await StripeServer.StartAsync();
        server.PageMax = 3;
        var provider = server.CreateProvider();
        var payments = Enumerable.Range(1, 10).Select(NewPayment).ToList();
        foreach (var payment in payments)
        {
            await provider.Execute(StripeDriver.Authorise() with { Payment = payment, Key = payment + ":auth" });
        }

        server.Books.Intents[4]["metadata"] = new System.Text.Json.Nodes.JsonObject();
        payments.RemoveAt(4);

        var charges = await provider.ReadCharges();

        Assert.Equal(
            payments.Order(Comparer<PaymentId>.Create((x, y) => string.CompareOrdinal(x.Value, y.Value))),
            charges.Select(charge => charge.Payment));
        Assert.All(charges, charge => Assert.Equal((2_500, 0), (charge.Authorised, charge.Captured)));
    }

    [Fact]
    public async Task Read_PartialCapture_CountsOnlyRealRefunds()
    {
        await using var server = await StripeServer.StartAsync();
        var provider = server.CreateProvider();
        var id = (await provider.Execute(StripeDriver.Authorise())).Reference;
        await provider.Execute(StripeDriver.Capture(id, 2_000));

        var charge = Assert.Single(await provider.ReadCharges());

        Assert.Equal((2_500, 2_000, 0), (charge.Authorised, charge.Captured, charge.Refunded));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task B5_Read_WhileStripeIsBusy_AsksAgain(int status)
    {
        await using var server = await StripeServer.StartAsync();
        var provider = server.CreateProvider();
        await provider.Execute(StripeDriver.Authorise());
        const string Body = "{\"error\":{\"type\":\"api_error\"}}";
        server.FailNext(StripeFault.Answer(status, Body, ("Retry-After", "0")));
        server.FailNext(StripeFault.Answer(status, Body, ("Retry-After", "0")));

        Assert.Single(await provider.ReadCharges());
    }

    [Theory]
    [InlineData(500, "oops")]
    [InlineData(401, "credentials")]
    public async Task Read_Refused_IsAFailureThatTheAuditReports(int status, string reason)
    {
        await using var server = await StripeServer.StartAsync();
        server.FailNext(StripeFault.Error(status, "api_error", "oops"));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => server.CreateProvider().ReadCharges());

        Assert.Equal("Reading Stripe's records failed: " + reason, failure.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(50)]
    public void Sorted_AnyNumber_IsCompleteAndInOrder(int count)
    {
        using var sorted = new SortedCharges(runMax: 4);
        var charges = Enumerable.Range(1, count).Select(number => Charge(NewPayment(number), number)).ToList();
        foreach (var charge in charges) sorted.Add(charge);

        Assert.Equal(
            charges.OrderBy(charge => charge.Payment.Value, StringComparer.Ordinal), sorted.Read());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Sorted_TwoChargesOfOnePayment_AreOneThatWasCapturedTwice(int runMax)
    {
        using var sorted = new SortedCharges(runMax);
        sorted.Add(Charge(PaymentDriver.Id, 10));
        sorted.Add(Charge(PaymentDriver.Id, 20));

        var charge = Assert.Single(sorted.Read());

        Assert.Equal((30, 2), (charge.Captured, charge.Captures));
    }

    private static PaymentId NewPayment(int number) => PaymentId.For(
        OrderId.For(new PrincipalId("customer-1"), number.ToString(CultureInfo.InvariantCulture)));

    private static ProviderCharge Charge(PaymentId payment, long units) => new()
    {
        Payment = payment,
        Order = payment.Order,
        Currency = Currency.Eur,
        Authorised = units,
        Captured = units,
        Refunded = 0,
        Captures = 1,
        Voided = false,
    };
}
