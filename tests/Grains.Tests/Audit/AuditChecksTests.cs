using ShopActors.Grains.Tests.Checkout;
using ShopActors.Grains.Tests.Orders;
using ShopActors.Grains.Tests.Payments;

namespace ShopActors.Grains.Tests.Audit;

/// <summary>The checker itself: what it must reject, and what it must accept though it looks odd.</summary>
public sealed class AuditChecksTests
{
    private static readonly ProviderCharge Taken = new()
    {
        Payment = PaymentDriver.Id,
        Order = PaymentDriver.Order,
        Currency = Currency.Eur,
        Authorised = 2_500,
        Captured = 2_500,
        Refunded = 0,
        Captures = 1,
        Voided = false,
    };

    private static readonly StockSnapshot Stock = new()
    {
        Sku = Shopping.BookA,
        Initial = 10,
        Received = 0,
        Adjusted = 0,
        Available = 7,
        Held = 1,
        Pinned = 0,
        Sold = 2,
        Version = 5,
    };

    private static readonly HoldSnapshot Hold = new()
    {
        Id = new("h"),
        State = HoldState.Held,
        Quantity = 1,
        ExpiresAt = OrderDriver.Start.AddMinutes(10),
        Since = OrderDriver.Start,
    };

    [Fact]
    public void Order_ConfirmedAndCaptured_IsAccepted() =>
        Accept(Order(OrderDriver.Confirmed, PaymentDriver.Captured()));

    [Fact]
    public void Order_CancelledWithoutPayment_IsAccepted() =>
        Accept(Order([OrderDriver.Placed, .. OrderDriver.Compensation], null));

    [Fact]
    public void Order_CancelledAndOrphanCaptureRefunded_IsAccepted()
    {
        var payment = PaymentDriver.Captured();
        payment.Refund("orphan", 2_500);
        payment.Answer(ProviderOutcome.Succeeded);
        Accept(Order([.. OrderDriver.Prepared, .. OrderDriver.Compensation], payment));
    }

    [Fact]
    public void Order_CapturingWithUnknownPayment_IsAccepted()
    {
        var payment = PaymentDriver.Authorised();
        payment.Capture();
        Accept(Order([.. OrderDriver.Prepared, new OrderEvent.CaptureStarted()], payment));
    }

    [Fact]
    public void Order_ConfirmedWithoutCapture_IsRejected() =>
        Reject("I6", Order(OrderDriver.Confirmed, PaymentDriver.Authorised()));

    [Fact]
    public void Order_CancelledThatKeepsMoney_IsRejected() =>
        Reject("I6", Order([.. OrderDriver.Prepared, .. OrderDriver.Compensation], PaymentDriver.Captured()));

    [Fact]
    public void Order_CancelledWithOpenPayment_IsRejected()
    {
        var payment = new PaymentDriver();
        payment.Authorise();
        Reject("I6", Order([.. OrderDriver.Prepared, .. OrderDriver.Compensation], payment));
    }

    [Fact]
    public void Order_TotalThatIsNotItsLines_IsRejected() => Reject(
        "I15", Order([OrderDriver.Placed with { Total = new Money(2_499, Currency.Eur) }], null));

    [Fact]
    public void Order_StateThatItsHistoryDoesNotTell_IsRejected()
    {
        var findings = new AuditFindings();
        var order = OrderDriver.Fold(OrderDriver.Prepared) with { Phase = OrderPhase.Cancelled };
        AuditChecks.Check(order, null, findings);
        Reject("I14", findings);
    }

    [Fact]
    public void Order_IllegalTransition_IsRejected()
    {
        var findings = new AuditFindings();
        var order = OrderDriver.Fold(OrderDriver.Prepared);
        order = order with { History = order.History.Add(new OrderEvent.OrderConfirmed { At = OrderDriver.Start }) };
        AuditChecks.Check(order, null, findings);
        Reject("I12", findings);
    }

    [Fact]
    public void Payment_AsTheProviderHasIt_IsAccepted() => Accept(Payment(PaymentDriver.Captured(), Taken));

    [Fact]
    public void Payment_ExecutedButUnanswered_IsAccepted()
    {
        var payment = PaymentDriver.Authorised();
        payment.Capture();
        Accept(Payment(payment, Taken));
    }

    [Fact]
    public void Payment_UnknownToTheShopButGivenBack_IsAccepted() =>
        Accept(Payment(null, Taken with { Refunded = 2_500 }));

    [Fact]
    public void Payment_TakenTwice_IsRejected() =>
        Reject("I5", Payment(PaymentDriver.Captured(), Taken with { Captures = 2 }));

    [Fact]
    public void Payment_TakenMoreThanTheTotal_IsRejected() => Reject(
        "I5", Payment(PaymentDriver.Captured(), Taken with { Captured = 2_501, Authorised = 2_501 }));

    [Fact]
    public void Payment_GivenBackMoreThanTaken_IsRejected() =>
        Reject("I7", Payment(PaymentDriver.Captured(), Taken with { Refunded = 2_501 }));

    [Fact]
    public void Payment_UnknownToTheShop_IsRejected() => Reject("I6", Payment(null, Taken));

    [Fact]
    public void Payment_TheProviderNeverTook_IsRejected() => Reject("I8", Payment(PaymentDriver.Captured(), null));

    [Fact]
    public void Payment_VoidedButStillHeld_IsRejected()
    {
        var payment = PaymentDriver.Authorised();
        payment.Void();
        payment.Answer(ProviderOutcome.Succeeded);
        Reject("I19", Payment(payment, Taken with { Captured = 0, Captures = 0 }));
    }

    [Fact]
    public void Stock_ThatAddsUpInAWorkingShop_IsAccepted() => Accept(Check(Stock, [Hold], new(1, 3), isQuiet: false));

    [Fact]
    public void Stock_SoldByOrdersThatFinishLater_IsAccepted() =>
        Accept(Check(Stock, [Hold], new(0, 2), isQuiet: false));

    [Fact]
    public void Stock_QuietAndSold_IsAccepted() =>
        Accept(Check(Stock with { Available = 8, Held = 0 }, [], new(2, 2), isQuiet: true));

    [Fact]
    public void Stock_ThatDoesNotAddUp_IsRejected() =>
        Reject("I1", Check(Stock with { Available = 8 }, [Hold], new(2, 2), isQuiet: false));

    [Fact]
    public void Stock_CounterThatIsNotItsHolds_IsRejected() =>
        Reject("I2", Check(Stock, [Hold with { Quantity = 2 }], new(2, 2), isQuiet: false));

    [Fact]
    public void Stock_PaidForMoreThanThereWas_IsRejected() =>
        Reject("I3", Check(Stock, [Hold], new(2, 11), isQuiet: false));

    [Fact]
    public void Stock_ConfirmedButNotSold_IsRejected() => Reject("I3", Check(Stock, [Hold], new(3, 3), isQuiet: false));

    [Fact]
    public void Stock_HeldByACallerInAQuietShop_IsAccepted() =>
        Accept(Check(Stock, [Hold], new(2, 2), isQuiet: true));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Stock_HeldPastItsDeadlineOrWithoutOne_IsRejected(bool hasDeadline) => Reject("I4", Check(
        Stock, [Hold with { ExpiresAt = hasDeadline ? OrderDriver.Start : null }], new(2, 2), isQuiet: false));

    [Fact]
    public void Stock_TakenWithoutAnOrder_IsRejected()
    {
        var taken = Hold with { State = HoldState.Pinned, ExpiresAt = null };
        Reject("I4", Check(Stock with { Held = 0, Pinned = 1 }, [taken], new(2, 2), isQuiet: true));
    }

    [Fact]
    public void Stock_SoldWithoutAnOrder_IsRejected() =>
        Reject("I4", Check(Stock with { Available = 8, Held = 0 }, [], new(1, 1), isQuiet: true));

    [Fact]
    public void Findings_Many_AreCountedButBounded()
    {
        var findings = new AuditFindings();
        for (var i = 0; i < 3_000; i++) findings.Violate("I1", "x", "y");
        Assert.Equal((3_000, AuditReport.ViolationsMax), (findings.ViolationCount, findings.Violations.Length));
    }

    private static AuditFindings Order(IEnumerable<OrderEvent> history, PaymentDriver? payment)
    {
        var findings = new AuditFindings();
        AuditChecks.Check(OrderDriver.Fold(history), payment?.State, findings);
        return findings;
    }

    private static AuditFindings Payment(PaymentDriver? payment, ProviderCharge? charge)
    {
        var findings = new AuditFindings();
        AuditChecks.Check(PaymentDriver.Id, payment?.State, charge, findings);
        return findings;
    }

    private static AuditFindings Check(StockSnapshot stock, HoldSnapshot[] holds, SkuDemand demand, bool isQuiet)
    {
        var findings = new AuditFindings();
        AuditChecks.Check(stock, holds, demand, isQuiet, OrderDriver.Start, findings);
        return findings;
    }

    private static void Accept(AuditFindings findings) => Assert.Empty(findings.Violations);

    private static void Reject(string invariant, AuditFindings findings) =>
        Assert.Contains(findings.Violations, violation => violation.Invariant == invariant);
}
