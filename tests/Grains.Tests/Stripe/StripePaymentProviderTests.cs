using ShopActors.Grains.Tests.Payments;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Stripe;

/// <summary>What the shop sends to Stripe, and what it makes of the answers.</summary>
public sealed class StripePaymentProviderTests : IAsyncLifetime
{
    private StripeServer _server = null!;

    public async Task InitializeAsync() => _server = await StripeServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Payment_CapturedAndRefundedTwice_IsUnderstood()
    {
        var provider = _server.CreateProvider();

        var authorised = await provider.Execute(StripeDriver.Authorise());
        var id = authorised.Reference;
        var captured = await provider.Execute(StripeDriver.Capture(id));
        var first = await provider.Execute(StripeDriver.Refund(id, 1, 500));
        var second = await provider.Execute(StripeDriver.Refund(id, 2, 700));
        var tooMuch = await provider.Execute(StripeDriver.Refund(id, 3, 2_000));

        Assert.Equal(
            (ProviderOutcome.Succeeded, ProviderOperation.Authorise, PaymentDriver.Total, "pi_1"),
            (authorised.Outcome, authorised.Operation, authorised.Amount, authorised.Reference));
        Assert.Equal(
            (ProviderOutcome.Succeeded, ProviderOperation.Capture, PaymentDriver.Total),
            (captured.Outcome, captured.Operation, captured.Amount));
        Assert.Equal((ProviderOutcome.Succeeded, "re_1", 500), (first.Outcome, first.Reference, Units(first)));
        Assert.Equal((ProviderOutcome.Succeeded, "re_2", 700), (second.Outcome, second.Reference, Units(second)));
        Assert.Equal((ProviderOutcome.Refused, "charge_already_refunded"), (tooMuch.Outcome, tooMuch.Code));
        var charge = Assert.Single(await provider.ReadCharges());
        Assert.Equal((2_500, 2_500, 1_200), (charge.Authorised, charge.Captured, charge.Refunded));
        Assert.Equal((1, false), (charge.Captures, charge.Voided));
    }

    [Fact]
    public async Task Authorise_Request_CarriesTheKeyAndNamesThePayment()
    {
        await _server.CreateProvider().Execute(StripeDriver.Authorise());

        Assert.Equal([$"POST /v1/payment_intents {PaymentDriver.Id}:auth"], _server.Requests);
        Assert.Equal(("2500", "eur", "manual", "true"), (
            _server.Form["amount"], _server.Form["currency"], _server.Form["capture_method"], _server.Form["confirm"]));
        Assert.Equal((PaymentDriver.Id.Value, PaymentDriver.Order.Value, PaymentDriver.Id + ":auth"), (
            _server.Form["metadata[payment]"], _server.Form["metadata[order]"], _server.Form["metadata[key]"]));
        Assert.Equal(("never", "true"), (
            _server.Form["automatic_payment_methods[allow_redirects]"], _server.Form["error_on_requires_action"]));
    }

    [Theory]
    [InlineData("pm_card_chargeDeclined", ProviderOutcome.Declined, "generic_decline")]
    [InlineData(StripeDriver.Confirmed, ProviderOutcome.Declined, "authentication_required")]
    [InlineData("pm_script", ProviderOutcome.Refused, "action_unsupported")]
    [InlineData("pm_bank_debit", ProviderOutcome.Refused, "payment_intent_incompatible_payment_method")]
    public async Task Authorise_WithoutReturnAddress_EachCard(string token, ProviderOutcome outcome, string code)
    {
        var answer = await _server.CreateProvider().Execute(StripeDriver.Authorise(token));

        Assert.Equal((outcome, code), (answer.Outcome, answer.Code));
    }

    [Fact]
    public async Task Authorise_StepThatNeedsAScript_LeavesNoIntentThatCouldTakeMoney()
    {
        await _server.CreateProvider().Execute(StripeDriver.Authorise("pm_script"));

        Assert.Equal("canceled", (string?)_server.Books.Find("pi_1")!["status"]);
    }

    [Theory]
    [InlineData(true, ProviderOutcome.Succeeded, null)]
    [InlineData(false, ProviderOutcome.Declined, "payment_intent_authentication_failure")]
    public async Task Confirmation_ByThePayer_IsFound(bool approve, ProviderOutcome outcome, string? code)
    {
        var provider = _server.CreateProvider();
        var request = StripeDriver.AuthoriseWithReturn(StripeDriver.Confirmed);

        var waiting = await provider.Execute(request);
        var stillWaiting = await provider.Find(request with { Authorisation = waiting.Reference });
        _server.Books.Confirm("pi_1", approve);
        var decided = await provider.Find(request with { Authorisation = waiting.Reference });

        Assert.Equal(
            (ProviderOutcome.ActionRequired, "pi_1", "https://hooks.stripe.com/3ds/pi_1"),
            (waiting.Outcome, waiting.Reference, waiting.ActionUrl));
        Assert.Equal(waiting, stillWaiting);
        Assert.Equal((outcome, code), (decided.Outcome, decided.Code));
    }

    [Theory]
    [InlineData(402, "card_error", "expired_card", ProviderOutcome.Declined, "expired_card")]
    [InlineData(400, "invalid_request_error", "amount_too_small", ProviderOutcome.Refused, "amount_too_small")]
    [InlineData(404, "invalid_request_error", "resource_missing", ProviderOutcome.Refused, "resource_missing")]
    [InlineData(409, "idempotency_error", "idempotency_key_in_use", ProviderOutcome.Unknown, "idempotency_key_in_use")]
    [InlineData(401, "invalid_request_error", "", ProviderOutcome.Unknown, "credentials")]
    [InlineData(403, "invalid_request_error", "", ProviderOutcome.Unknown, "credentials")]
    [InlineData(500, "api_error", "oops", ProviderOutcome.Unknown, "oops")]
    [InlineData(402, "invalid_request_error", "strange", ProviderOutcome.Unknown, "strange")]
    public async Task B4_Errors_OfStripe_AreUnderstood(
        int status, string type, string code, ProviderOutcome outcome, string expected)
    {
        _server.FailNext(StripeFault.Error(status, type, code));
        var answer = await _server.CreateProvider().Execute(StripeDriver.Authorise());

        Assert.Equal((outcome, expected), (answer.Outcome, answer.Code));
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task B5_Errors_ThatNameAPause_AreUnavailable(int status)
    {
        _server.FailNext(StripeFault.Answer(status, "{\"error\":{\"type\":\"api_error\"}}", ("Retry-After", "7")));
        var answer = await _server.CreateProvider().Execute(StripeDriver.Authorise());

        Assert.Equal(
            (ProviderOutcome.Unavailable, TimeSpan.FromSeconds(7)), (answer.Outcome, answer.RetryAfter));
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData(200, "{")]
    [InlineData(200, "")]
    [InlineData(200, "null")]
    [InlineData(200, "[]")]
    [InlineData(200, "{}")]
    [InlineData(200, "{\"id\":\"pi_9\",\"status\":\"requires_capture\",\"metadata\":{\"payment\":\"other\"}}")]
    [InlineData(302, "")]
    [InlineData(400, "")]
    [InlineData(402, "<html>")]
    [InlineData(404, "")]
    [InlineData(502, "<html>")]
    public async Task B10_Answers_ThatAreNoneOfStripes_AreUnknown(int status, string body)
    {
        _server.FailNext(StripeFault.Answer(status, body, ("Location", "/elsewhere")));
        var answer = await _server.CreateProvider().Execute(StripeDriver.Authorise());

        Assert.Equal(ProviderOutcome.Unknown, answer.Outcome);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task B10_Answer_WithoutEnd_IsCutOff()
    {
        _server.FailNext(StripeFault.Endless);
        var answer = await _server.CreateProvider().Execute(StripeDriver.Authorise());

        Assert.Equal((ProviderOutcome.Unknown, "transport"), (answer.Outcome, answer.Code));
    }

    [Fact]
    public async Task Key_ThatStripeRefuses_SaysNothingAboutMoney()
    {
        var provider = _server.CreateProvider("sk_test_another_secret_key");

        Assert.Equal("credentials", (await provider.Execute(StripeDriver.Authorise())).Code);
        var found = await provider.Find(StripeDriver.Capture("pi_1"));
        Assert.Equal((ProviderOutcome.Unknown, "credentials"), (found.Outcome, found.Code));
    }

    [Theory]
    [InlineData("pending", ProviderOutcome.Unknown, "pending")]
    [InlineData("failed", ProviderOutcome.Refused, "failed")]
    [InlineData("canceled", ProviderOutcome.Refused, "canceled")]
    public async Task Refund_ThatIsNotDone_IsNotBelieved(string status, ProviderOutcome outcome, string code)
    {
        var provider = _server.CreateProvider();
        var id = (await provider.Execute(StripeDriver.Authorise())).Reference;
        await provider.Execute(StripeDriver.Capture(id));
        _server.Books.RefundStatus = status;

        var refund = await provider.Execute(StripeDriver.Refund(id, 1, 500));

        Assert.Equal((outcome, code), (refund.Outcome, refund.Code));
        Assert.Equal(refund, await provider.Find(StripeDriver.Refund(id, 1, 500)));
    }

    [Fact]
    public async Task Amount_ThatStripeCannotMove_IsRefusedBeforeItIsSent()
    {
        var dinar = new Money(1_005, Currency.Parse("KWD"));
        var answer = await _server.CreateProvider().Execute(StripeDriver.Authorise(amount: dinar));

        Assert.Equal((ProviderOutcome.Refused, "amount_not_payable"), (answer.Outcome, answer.Code));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Amount_WithOtherDigitsAtStripe_ComesBackAsTheShopsAmount()
    {
        var krona = new Money(1_500, Currency.Parse("ISK"));
        var answer = await _server.CreateProvider().Execute(StripeDriver.Authorise(amount: krona));

        Assert.Equal("150000", _server.Form["amount"]);
        Assert.Equal(krona, answer.Amount);
    }

    private static long Units(ProviderAnswer answer) => answer.Amount!.Value.MinorUnits;
}
