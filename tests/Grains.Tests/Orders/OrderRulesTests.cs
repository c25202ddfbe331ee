using System.Collections.Immutable;
using System.Text;
using ShopActors.Grains.Tests.Checkout;

namespace ShopActors.Grains.Tests.Orders;

public sealed class OrderRulesTests
{
    /// <summary>One of every event that there is, to try in every state.</summary>
    private static ImmutableArray<OrderEvent> EveryEvent =>
    [
        .. OrderDriver.Confirmed, .. OrderDriver.Compensation,
        new OrderEvent.CompensationStarted { Reason = CancelReason.CaptureRefused },
        new OrderEvent.PaymentUncertain { Status = PaymentStatus.Authorising },
        new OrderEvent.PayerActionRequired { Url = "https://bank.example", Until = OrderDriver.Start },
        new OrderEvent.PaymentProcessing { Until = OrderDriver.Start },
        new OrderEvent.CancelRequested { By = Shopping.Customer(1).Id },
        new OrderEvent.RefundRequested { Refund = new("r1"), Amount = new(100, Currency.Eur), By = new("ops") },
        new OrderEvent.ReviewNeeded(),
        new OrderEvent.RefundSettled { Refund = new("r1"), Status = RefundStatus.Succeeded },
        new OrderEvent.ShipmentMade
        {
            Shipment = new("s1"), Status = ShipmentStatus.Packed, Lines = [new(1, 2)], By = new("ops"),
        },
        new OrderEvent.ShipmentChanged
        {
            Operation = new("s2"), Shipment = new("s1"), Status = ShipmentStatus.Delivered, By = new("ops"),
        },
        new OrderEvent.ReturnRequested
        {
            Operation = new("t1"), Return = Return, Lines = [new(1, 1)], By = Shopping.Customer(1).Id,
        },
        new OrderEvent.ReturnDecided { Return = Return, IsApproved = true, By = new("ops") },
        new OrderEvent.ReturnReceived
        {
            Operation = new("t2"), Return = Return, Lines = [new(1, 1, 1)], By = new("ops"),
        },
        new OrderEvent.ReturnRestocked { Return = Return },
        new OrderEvent.Noted { Note = new("n1"), Text = "note", By = new("ops") },
        new OrderEvent.GuestOrderFiled(),
        new OrderEvent.Claimed { Owner = new("customer") },
    ];

    private static ReturnId Return => ReturnId.For(OrderDriver.Id, 1);

    [Fact]
    public void EveryEvent_IsOneOfTheStoredKinds() => Assert.Equal(
        typeof(OrderEvent).GetNestedTypes(System.Reflection.BindingFlags.NonPublic).Length,
        EveryEvent.Select(e => e.GetType()).Distinct().Count());

    [Fact]
    public void StateMachine_EveryReachableState_KeepsItsPromises()
    {
        // Every history of the saga up to the end, events that do not change the key left out.
        var seen = new HashSet<string>();
        var open = new Stack<OrderState>([OrderState.For(OrderDriver.Id)]);
        while (open.TryPop(out var state))
        {
            if (!seen.Add(Key(state))) continue;
            foreach (var e in EveryEvent)
            {
                if (!state.Allows(e))
                {
                    Assert.Throws<InvalidOperationException>(() => state.Apply(e));
                    continue;
                }

                var next = state.Apply(e);
                AssertPromises(state, next);
                open.Push(next);
            }
        }

        Assert.InRange(seen.Count, 60, 10_000);
    }

    [Fact]
    public void Next_EveryReachableState_LeadsOnToAnEnd()
    {
        // From wherever an order stands, doing what Next says ends it: no state is stuck.
        for (var length = 1; length <= OrderDriver.Confirmed.Length; length++)
        {
            var state = OrderDriver.Fold(OrderDriver.Confirmed.Take(length));
            for (var steps = 0; !state.IsSettled; steps++)
            {
                Assert.True(steps < 20, $"stuck after {length} events in {state.Phase}");
                state = Succeed(state, OrderSaga.Next(state, OrderDriver.Start)!.Value);
            }

            Assert.Equal(OrderPhase.Confirmed, state.Phase);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Deadline_BeforeTheCapture_CompensatesFromEveryStep(int done)
    {
        var late = OrderDriver.Start + TimeSpan.FromMinutes(3);
        var state = OrderDriver.Fold(OrderDriver.Confirmed.Take(done));
        var steps = new List<OrderStep>();
        while (!state.IsSettled)
        {
            var step = OrderSaga.Next(state, late)!.Value;
            steps.Add(step);
            state = Succeed(state, step);
        }

        Assert.Equal(
            [OrderStep.BeginCompensation, OrderStep.Release, OrderStep.Void, OrderStep.UnlockCart, OrderStep.Cancel],
            steps);
        Assert.Equal(CancelReason.DeadlineExceeded, state.Reason);
    }

    [Fact]
    public void Deadline_AfterTheCaptureBegan_OnlyGoesForward()
    {
        var late = OrderDriver.Start + TimeSpan.FromDays(1);
        for (var length = OrderDriver.Prepared.Length + 1; length < OrderDriver.Confirmed.Length; length++)
        {
            var state = OrderDriver.Fold(OrderDriver.Confirmed.Take(length));
            Assert.Contains(
                OrderSaga.Next(state, late)!.Value, new[] { OrderStep.Capture, OrderStep.Finish, OrderStep.Confirm });
        }
    }

    [Fact]
    public void Cancel_IsLegalExactlyBeforeTheCapture()
    {
        for (var length = 1; length <= OrderDriver.Confirmed.Length; length++)
        {
            var state = OrderDriver.Fold(OrderDriver.Confirmed.Take(length));
            var decision = OrderRules.Cancel(state, Shopping.Customer(1));
            Assert.Equal(length <= OrderDriver.Prepared.Length, decision.Error is null);
        }
    }

    [Theory]
    [InlineData(2_501, ErrorCode.RefundExceedsCaptured)]
    [InlineData(0, ErrorCode.InvalidRefund)]
    [InlineData(-1, ErrorCode.InvalidRefund)]
    [InlineData(2_500, null)]
    public void Refund_Amount_IsBoundedByWhatWasTaken(long amount, ErrorCode? code)
    {
        var state = OrderDriver.Fold(OrderDriver.Confirmed);
        var decision = OrderRules.Refund(
            state, new("r1"), Shopping.Customer(1), new RefundOrder(new Money(amount, Currency.Eur)));
        Assert.Equal(code, decision.Error?.Code);
    }

    [Fact]
    public void Refund_SameIdAgain_IsTheSameRefund()
    {
        var state = OrderDriver.Fold(
            [.. OrderDriver.Confirmed, EveryEvent.OfType<OrderEvent.RefundRequested>().Single()]);
        Assert.Empty(
            OrderRules.Refund(
                state, new("r1"), Shopping.Customer(1), new RefundOrder(new Money(100, Currency.Eur))).Events);
        Assert.Equal(
            ErrorCode.IdempotencyKeyReused,
            OrderRules.Refund(
                state, new("r1"), Shopping.Customer(1), new RefundOrder(new Money(99, Currency.Eur))).Error?.Code);
        Assert.Equal(
            ErrorCode.RefundExceedsCaptured,
            OrderRules.Refund(
                state, new("r2"), Shopping.Customer(1), new RefundOrder(new Money(2_401, Currency.Eur))).Error?.Code);
    }

    [Fact]
    public void Demand_SkuOnSeveralLines_IsAddedUpAndSorted()
    {
        var line = OrderDriver.Placed.Lines[0];
        var state = OrderDriver.Fold(
            [OrderDriver.Placed with
            {
                Lines = [line with { Sku = Shopping.BookB }, line, line with { Quantity = 3 }],
            }]);
        Assert.Equal(new[] { (Shopping.BookA, 5), (Shopping.BookB, 2) }, state.Demand().ToArray());
    }

    [Fact]
    public void Journal_ReadBack_IsTheOrder()
    {
        foreach (var history in new[] { OrderDriver.Confirmed, [.. OrderDriver.Prepared, .. OrderDriver.Compensation] })
        {
            var state = OrderDriver.Fold(history);
            var events = state.History.Select(
                e => (OrderEvent)PurchaseState.Codec.DecodeEvent(PurchaseState.Codec.EncodeEvent(e).Span));
            var folded = events.Aggregate(OrderState.For(OrderDriver.Id), (folded, e) => folded.Apply(e));
            var restored = PurchaseState.Codec.DecodeState(Stored(state).Span).Order;
            Assert.Equal(Text(state), Text(folded));
            Assert.Equal(Text(state), Text(restored));
        }
    }

    [Fact]
    public void Timeline_AsOf_IsTheOrderOfThatInstant()
    {
        var history = OrderDriver.Confirmed
            .Select((e, index) => e with { At = OrderDriver.Start + TimeSpan.FromSeconds(index) })
            .ToImmutableArray();
        for (var index = 0; index < history.Length; index++)
        {
            var told = OrderTimelineText.Tell(
                OrderDriver.Id, history, OrderDriver.Start + TimeSpan.FromSeconds(index)).Value!;
            Assert.Equal(index + 1, told.Entries.Length);
            Assert.Equal(
                Enumerable.Range(1, index + 1).Select(i => (long)i), told.Entries.Select(entry => entry.Sequence));
            Assert.Equal(index == history.Length - 1 ? OrderStatus.Confirmed : OrderStatus.Pending, told.Order.Status);
        }

        Assert.True(
            OrderTimelineText.Tell(OrderDriver.Id, history, OrderDriver.Start - TimeSpan.FromSeconds(1)).IsRefused);
    }

    private static void AssertPromises(OrderState before, OrderState after)
    {
        Assert.Equal(before.History.Length + 1, after.History.Length);
        if (before.IsEnded) Assert.Equal(before.Phase, after.Phase);
        if (before.Phase == OrderPhase.Finishing)
        {
            Assert.Contains(after.Phase, new[] { OrderPhase.Finishing, OrderPhase.Confirmed });
        }

        if (before.Phase == OrderPhase.Compensating)
        {
            Assert.Contains(after.Phase, new[] { OrderPhase.Compensating, OrderPhase.Cancelled });
        }

        if (after.Phase == OrderPhase.Confirmed)
        {
            Assert.True(after is { IsCommitted: true, IsCleared: true, Captured: not null });
        }

        if (after.Phase == OrderPhase.Cancelled)
        {
            Assert.True(after is { IsVoided: true, IsReleased: true, IsUnlocked: true, Captured: null });
        }

        if (after.IsUnlocked) Assert.True(after.IsVoided);
        if (after.IsReleased) Assert.Null(after.Captured);
    }

    /// <summary>The state after the step went well.</summary>
    private static OrderState Succeed(OrderState state, OrderStep step)
    {
        OrderEvent[] events = step switch
        {
            OrderStep.LockCart => [new OrderEvent.CartLocked()],
            OrderStep.Reserve => [new OrderEvent.StockReserved()],
            OrderStep.Authorise => [new OrderEvent.PaymentAuthorised()],
            OrderStep.BeginCapture => [new OrderEvent.CaptureStarted()],
            OrderStep.Capture => [new OrderEvent.PaymentCaptured { Amount = OrderDriver.Total }],
            OrderStep.Finish =>
            [
                new OrderEvent.StockCommitted(), new OrderEvent.CartCleared(),
                new OrderEvent.Numbered { Number = 1_001 },
            ],
            OrderStep.Confirm => [new OrderEvent.OrderConfirmed()],
            OrderStep.BeginCompensation => [OrderSaga.GiveUp(state)],
            OrderStep.Void => [new OrderEvent.PaymentVoided { Status = PaymentStatus.Voided }],
            OrderStep.Release => [new OrderEvent.StockReleased()],
            OrderStep.UnlockCart => [new OrderEvent.CartUnlocked()],
            OrderStep.Cancel => [new OrderEvent.OrderCancelled()],
            _ => throw new InvalidOperationException($"{step} in {state.Phase}"),
        };
        return events.Where(e => state.Allows(e)).Aggregate(state, (folded, e) => folded.Apply(e));
    }

    private static string Key(OrderState s) =>
        $"{s.Phase}{s.IsCartLocked}{s.IsReserved}{s.Payment}{s.IsCommitted}{s.IsCleared}{s.IsVoided}" +
        $"{s.IsReleased}{s.IsUnlocked}{s.IsCancelRequested}{s.IsPaymentUncertain}{s.IsInReview}" +
        string.Join(',', s.Refunds.Select(r => r.Status)) + s.Number + s.Notes.Length + s.Claim +
        string.Join(',', s.Shipments.Select(one => one.Status)) +
        string.Join(',', s.Returns.Select(one => $"{one.Status}{one.IsRestocked}"));

    private static string Text(OrderState state) => Encoding.UTF8.GetString(Stored(state).Span);

    private static ReadOnlyMemory<byte> Stored(OrderState state) =>
        PurchaseState.Codec.EncodeState(PurchaseState.For(OrderDriver.Id) with { Order = state });
}
