namespace ShopActors.Grains.Tests.Payments;

public sealed class PaymentRulesTests
{
    private static readonly string CaptureKey = PaymentKeys.Capture(PaymentDriver.Id);
    private static readonly string AuthorisationKey = PaymentKeys.Authorisation(PaymentDriver.Id);

    [Fact]
    public void Authorise_Answered_IsAuthorised() =>
        Assert.Equal(PaymentStatus.Authorised, PaymentDriver.Authorised().State.Status);

    [Fact]
    public void Authorise_Again_IsTheSameOperation()
    {
        var payment = PaymentDriver.Authorised();
        Assert.Null(payment.Authorise());
        Assert.Null(payment.Next());
    }

    [Fact]
    public void Authorise_OtherAmount_IsRefused()
    {
        var payment = PaymentDriver.Authorised();
        var other = PaymentDriver.Command with { Amount = new Money(1, Currency.Eur) };
        Assert.Equal(ErrorCode.PaymentMismatch, payment.Authorise(other)?.Code);
    }

    [Theory]
    [InlineData(ProviderOutcome.Unknown)]
    [InlineData(ProviderOutcome.Unavailable)]
    [InlineData(ProviderOutcome.NotFound)]
    public void B1_Authorise_Unknown_IsSentAgainWithTheSameKeyAfterALookUp(ProviderOutcome outcome)
    {
        var payment = new PaymentDriver();
        payment.Authorise();
        var first = payment.Answer(outcome);

        var next = payment.Next();
        Assert.Equal(PaymentStatus.Authorising, payment.State.Status);
        Assert.Equal(first, next?.Key);
        Assert.True(next?.LookUpFirst);
        Assert.NotNull(next?.Operation);
    }

    [Theory]
    [InlineData(ProviderOutcome.NotFound)]
    [InlineData(ProviderOutcome.Unknown)]
    public void B8_Authorise_UnknownBeyondRetention_IsLookedUpOnceMoreAndThenInReview(ProviderOutcome outcome)
    {
        var payment = new PaymentDriver();
        payment.Authorise();
        payment.Answer(ProviderOutcome.Unknown);
        payment.Now += TimeSpan.FromHours(24);

        Assert.Null(payment.Next()?.Operation);
        payment.Answer(outcome);

        Assert.Equal(PaymentStatus.Authorising, payment.State.Status);
        Assert.True(payment.State.AwaitsDecision);
        Assert.Equal("outcome_unknown", payment.State.ReviewReason);
        Assert.Null(payment.Next());
    }

    [Fact]
    public void Review_WebhookThatTheProviderConfirms_SettlesTheOperation()
    {
        var payment = InReview();
        payment.Webhook("evt_1", CaptureKey);

        payment.Answer(ProviderOutcome.Succeeded);

        Assert.Equal(PaymentStatus.Captured, payment.State.Status);
        Assert.False(payment.State.AwaitsDecision);
        Assert.Null(payment.Next());
    }

    [Fact]
    public void Review_WebhookThatTheProviderDoesNotConfirm_LeavesItInReview()
    {
        var payment = InReview();
        payment.Webhook("evt_1", CaptureKey);

        payment.Answer(ProviderOutcome.NotFound);

        Assert.True(payment.State.AwaitsDecision);
        Assert.Null(payment.Next());
    }

    [Fact]
    public void Review_WebhookOfAProviderThatIsAway_IsLookedUpAgainForAsLongAsAKeyLasts()
    {
        var payment = InReview();
        payment.Webhook("evt_1", CaptureKey);
        payment.Answer(ProviderOutcome.Unknown);
        Assert.Equal(CaptureKey, payment.Next()?.Key);
        payment.Now += TimeSpan.FromHours(24);

        payment.Answer(ProviderOutcome.Unknown);

        Assert.True(payment.State.AwaitsDecision);
        Assert.Null(payment.Next());
    }

    [Fact]
    public void Review_OfARefund_DoesNotHoldUpTheNextOne()
    {
        var payment = PaymentDriver.Captured();
        payment.Refund("r1", 500);
        payment.Answer(ProviderOutcome.Unknown);
        payment.Now += TimeSpan.FromHours(24);
        payment.Answer(ProviderOutcome.Unknown);

        payment.Refund("r2", 600);
        payment.Answer(ProviderOutcome.Succeeded);

        Assert.Equal(600, payment.State.RefundedUnits);
        Assert.True(payment.State.AwaitsDecision);
        Assert.Null(payment.Next());
    }

    [Fact]
    public void Webhook_OfAProviderThatStaysAway_EndsInReview()
    {
        var payment = PaymentDriver.Captured();
        payment.Webhook("evt_1", AuthorisationKey);
        payment.Answer(ProviderOutcome.Unknown);
        payment.Now += TimeSpan.FromHours(24);

        payment.Answer(ProviderOutcome.Unknown);

        Assert.Equal("outcome_unknown", payment.State.ReviewReason);
        Assert.False(payment.State.AwaitsDecision);
        Assert.Null(payment.Next());
    }

    [Fact]
    public void Void_WhileAuthorisationIsUnknown_WaitsForItsAnswer()
    {
        var payment = new PaymentDriver();
        payment.Authorise();
        payment.Answer(ProviderOutcome.Unknown);
        Assert.Null(payment.Void());

        Assert.Equal(PaymentKeys.Authorisation(PaymentDriver.Id), payment.Answer(ProviderOutcome.Succeeded));
        Assert.Equal(PaymentStatus.Voiding, payment.State.Status);
        Assert.Equal(PaymentKeys.Void(PaymentDriver.Id), payment.Answer(ProviderOutcome.Succeeded));
        Assert.Equal(PaymentStatus.Voided, payment.State.Status);
    }

    [Fact]
    public void Void_BeforeAuthorise_KeepsALateAuthoriseOut()
    {
        var payment = new PaymentDriver();
        payment.Void();
        Assert.Null(payment.Authorise());
        Assert.Null(payment.Next());
        Assert.Equal(PaymentStatus.Voided, payment.State.Status);
    }

    [Fact]
    public void Void_OnceCaptureIsAskedFor_IsRefused()
    {
        var payment = PaymentDriver.Authorised();
        payment.Capture();
        Assert.Equal(ErrorCode.InvalidState, payment.Void()?.Code);
        payment.Answer(ProviderOutcome.Unknown);
        Assert.Equal(ErrorCode.InvalidState, payment.Void()?.Code);
        payment.Answer(ProviderOutcome.Refused, code: "authorisation_expired");
        Assert.Null(payment.Void());
    }

    [Fact]
    public void B9_Capture_MoreThanAuthorised_IsRefused() => Assert.Equal(
        ErrorCode.CaptureExceedsAuthorised, PaymentDriver.Authorised().Capture(new Money(2_501, Currency.Eur))?.Code);

    [Fact]
    public void B9_Capture_Part_TakesThatPart()
    {
        var payment = PaymentDriver.Authorised();
        payment.Capture(new Money(1_000, Currency.Eur));
        payment.Answer(ProviderOutcome.Succeeded);
        Assert.Equal(1_000, payment.State.CapturedUnits);
        Assert.Equal(ErrorCode.RefundExceedsCaptured, payment.Refund("r", 1_001)?.Code);
    }

    [Fact]
    public void B7_Authorise_OtherAmountAnswered_IsVoidedAndReviewed()
    {
        var payment = new PaymentDriver();
        payment.Authorise();
        payment.Answer(ProviderOutcome.Succeeded, amount: 9_999);
        Assert.Equal(PaymentStatus.Voiding, payment.State.Status);
        Assert.Equal("amount_mismatch", payment.State.ReviewReason);
        Assert.Equal(ErrorCode.InvalidState, payment.Capture()?.Code);
    }

    [Fact]
    public void B7_Capture_OtherCurrencyAnswered_ProvesNothing()
    {
        var payment = PaymentDriver.Authorised();
        payment.Capture();
        payment.Answer(ProviderOutcome.Succeeded, currency: Currency.Usd);
        Assert.Equal(PaymentStatus.Capturing, payment.State.Status);
        Assert.Equal("answer_mismatch", payment.State.ReviewReason);
    }

    [Fact]
    public void B12_Refund_SameIdTwice_IsOneRefund()
    {
        var payment = PaymentDriver.Captured();
        Assert.Null(payment.Refund("r1", 500));
        Assert.Null(payment.Refund("r1", 500));
        Assert.Equal(ErrorCode.IdempotencyKeyReused, payment.Refund("r1", 501)?.Code);
        payment.Answer(ProviderOutcome.Succeeded);
        Assert.Single(payment.State.Refunds);
        Assert.Equal(PaymentStatus.PartiallyRefunded, payment.State.Status);
    }

    [Fact]
    public void B12_Refund_PendingOnesCountAgainstTheCapture()
    {
        var payment = PaymentDriver.Captured();
        payment.Refund("r1", 2_000);
        Assert.Equal(ErrorCode.RefundExceedsCaptured, payment.Refund("r2", 501)?.Code);
        payment.Answer(ProviderOutcome.Refused);
        Assert.Null(payment.Refund("r2", 2_500));
    }

    [Fact]
    public void C1_Webhook_SameEventTwice_IsTakenOnce()
    {
        var payment = PaymentDriver.Captured();
        payment.Webhook("evt_1", CaptureKey);
        payment.Answer(ProviderOutcome.Succeeded);
        var events = payment.Journal.Count;
        payment.Webhook("evt_1", CaptureKey);
        Assert.Equal(events, payment.Journal.Count);
        Assert.Equal(PaymentStatus.Captured, payment.State.Status);
    }

    [Fact]
    public void C3_Webhook_BeforeWhatItFollows_IsLookedUpAndOvertakesNothing()
    {
        var payment = PaymentDriver.Authorised();
        payment.Webhook("evt_refund", PaymentKeys.Refund(PaymentDriver.Id, 1), "refund.succeeded");
        payment.Answer(ProviderOutcome.NotFound);
        Assert.Equal((PaymentStatus.Authorised, 0L), (payment.State.Status, payment.State.RefundedUnits));

        payment.Capture();
        payment.Answer(ProviderOutcome.Succeeded);
        payment.Webhook("evt_capture", CaptureKey);
        payment.Answer(ProviderOutcome.Succeeded);
        payment.Webhook("evt_auth", PaymentKeys.Authorisation(PaymentDriver.Id), "authorise.succeeded");
        payment.Answer(ProviderOutcome.Succeeded);
        Assert.Equal((PaymentStatus.Captured, 2_500L), (payment.State.Status, payment.State.CapturedUnits));
        Assert.Null(payment.Next());
    }

    [Fact]
    public void C6_Webhook_WhileTheCallIsUnderWay_ChangesNothing()
    {
        var payment = PaymentDriver.Authorised();
        payment.Capture();
        payment.Webhook("evt_1", CaptureKey);
        payment.Answer(ProviderOutcome.Succeeded);
        payment.Answer(ProviderOutcome.Succeeded);
        Assert.Null(payment.Next());
        Assert.Equal(2_500, payment.State.CapturedUnits);
    }

    [Fact]
    public void B3_LateCapture_AfterVoid_IsRefundedExactlyOnce()
    {
        var payment = PaymentDriver.Authorised();
        payment.Void();
        payment.Answer(ProviderOutcome.Succeeded);
        payment.Webhook("evt_1", CaptureKey);
        payment.Answer(ProviderOutcome.Succeeded);

        Assert.Equal(PaymentKeys.OrphanRefund(PaymentDriver.Id), payment.State.Refunds[0].Refund);
        payment.Answer(ProviderOutcome.Succeeded);
        payment.Webhook("evt_2", CaptureKey);
        payment.Answer(ProviderOutcome.Succeeded);
        Assert.Single(payment.State.Refunds);
        Assert.Equal(PaymentStatus.Refunded, payment.State.Status);
        Assert.Null(payment.Next());
    }

    [Fact]
    public void C2_LateCapture_AfterItWasRefused_IsRefundedExactlyOnce()
    {
        var payment = PaymentDriver.Authorised();
        payment.Capture();
        payment.Answer(ProviderOutcome.Refused);
        payment.Webhook("evt_1", CaptureKey);
        payment.Answer(ProviderOutcome.Succeeded);
        payment.Answer(ProviderOutcome.Succeeded);
        Assert.Equal(PaymentStatus.Refunded, payment.State.Status);
    }

    [Fact]
    public void LateAuthorisation_AfterDecline_IsVoided()
    {
        var payment = new PaymentDriver();
        payment.Authorise();
        payment.Answer(ProviderOutcome.Declined);
        payment.Webhook("evt_1", PaymentKeys.Authorisation(PaymentDriver.Id));
        payment.Answer(ProviderOutcome.Succeeded);
        Assert.Equal(PaymentKeys.Void(PaymentDriver.Id), payment.Answer(ProviderOutcome.Succeeded));
        Assert.Equal(PaymentStatus.Voided, payment.State.Status);
    }

    [Fact]
    public void B3_Void_RefusedBecauseCaptured_FindsTheCaptureAndRefundsIt()
    {
        var payment = PaymentDriver.Authorised();
        payment.Void();
        payment.Answer(ProviderOutcome.Refused, code: "already_captured");
        Assert.Equal(CaptureKey, payment.Answer(ProviderOutcome.Succeeded));
        payment.Answer(ProviderOutcome.Succeeded);
        Assert.Equal(PaymentStatus.Refunded, payment.State.Status);
    }

    [Fact]
    public void C1_SeenEvents_AreBounded()
    {
        var payment = PaymentDriver.Captured();
        for (var i = 0; i < 3 * PaymentState.SeenEventsMax; i++)
        {
            payment.Webhook($"evt_{i}", CaptureKey);
            payment.Answer(ProviderOutcome.Succeeded);
        }

        Assert.Equal(PaymentState.SeenEventsMax, payment.State.SeenEvents.Length);
    }

    [Theory]
    [InlineData(true, PaymentStatus.Captured)]
    [InlineData(false, PaymentStatus.Authorised)]
    public void Review_DecidedByAPerson_IsSettledOnce(bool succeeded, PaymentStatus status)
    {
        var payment = InReview();
        Assert.Equal(CaptureKey, Assert.Single(payment.State.ToSnapshot().Reviews).Key);

        Assert.Null(payment.Decide("decision", CaptureKey, succeeded));
        Assert.Null(payment.Decide("decision", CaptureKey, succeeded));

        Assert.Equal(status, payment.State.Status);
        Assert.Equal(!succeeded, payment.State.ToSnapshot().CaptureRefused);
        Assert.False(payment.State.AwaitsDecision);
        Assert.Null(payment.State.ReviewReason);
        Assert.Null(payment.Next());
        Assert.Equal(ErrorCode.IdempotencyKeyReused, payment.Decide("decision", CaptureKey, !succeeded)?.Code);
        Assert.Equal(ErrorCode.InvalidState, payment.Decide("other", CaptureKey, succeeded)?.Code);
        Assert.Single(payment.Journal.OfType<PaymentEvent.OperationDecided>());
    }

    [Fact]
    public void Review_DecidedWithoutRightEvidenceOrOperation_IsRefused()
    {
        var payment = InReview();
        var support = Caller.Ops(new("support"), Scopes.OrdersRead);
        Assert.Equal(ErrorCode.Forbidden, payment.Decide("1", CaptureKey, true, support)?.Code);
        Assert.Equal(ErrorCode.InvalidPayment, payment.Decide("2", CaptureKey, true, evidence: " ")?.Code);
        Assert.Equal(ErrorCode.InvalidState, payment.Decide("3", PaymentDriver.Id.Value + ":auth", true)?.Code);
        Assert.Equal(ErrorCode.InvalidState, payment.Decide("4", "pay_x:capture", true)?.Code);
        Assert.True(payment.State.AwaitsDecision);
    }

    [Fact]
    public void Review_DecidedAsFailedAndContradictedByTheProvider_IsRefunded()
    {
        var payment = InReview();
        payment.Decide("decision", CaptureKey, succeeded: false);
        payment.Void();
        payment.Answer(ProviderOutcome.Refused);
        payment.Webhook("evt_1", CaptureKey);

        payment.Answer(ProviderOutcome.Succeeded);

        Assert.Equal(PaymentKeys.OrphanRefund(PaymentDriver.Id), Assert.Single(payment.State.Refunds).Refund);
    }

    private static PaymentDriver InReview()
    {
        var payment = PaymentDriver.Authorised();
        payment.Capture();
        payment.Answer(ProviderOutcome.Unknown);
        payment.Now += TimeSpan.FromHours(24);
        payment.Answer(ProviderOutcome.Unknown);
        return payment;
    }
}
