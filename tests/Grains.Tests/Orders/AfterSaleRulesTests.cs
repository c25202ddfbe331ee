using System.Collections.Immutable;
using CsCheck;
using ShopActors.Grains.Tests.Checkout;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Orders;

public sealed class AfterSaleRulesTests
{
    private static readonly OperationId One = new("op/1");
    private static readonly OperationId Two = new("op/2");
    private static readonly OperationId Three = new("op/3");

    private OrderState _state = OrderDriver.Fold(OrderDriver.Confirmed);

    [Fact]
    public void Ship_Partly_ThenTheRest()
    {
        Assert.Equal(FulfilmentStatus.Unfulfilled, _state.Fulfilment);
        Assert.Null(Ship(One, 1));
        Assert.Equal(FulfilmentStatus.Partial, _state.Fulfilment);
        Assert.Null(Ship(Two, null));
        Assert.Equal(FulfilmentStatus.Fulfilled, _state.Fulfilment);
        Assert.Equal(ErrorCode.QuantityExceedsOrdered, Ship(Three, null));
        Assert.Equal(ErrorCode.QuantityExceedsOrdered, Ship(Three, 1));
    }

    [Fact]
    public void Ship_Repeated_IsTheSameShipment()
    {
        Assert.Null(Ship(One, 1));
        Assert.True(AfterSaleRules.Ship(_state, One, Operators.All, Shipment(1)).IsRepeat);
        Assert.Equal(ErrorCode.IdempotencyKeyReused, Ship(One, 2));
    }

    [Fact]
    public void Ship_BeforeTheOrderIsConfirmed_IsRefused()
    {
        _state = OrderDriver.Fold(OrderDriver.Prepared);
        Assert.Equal(ErrorCode.InvalidState, Ship(One, null));
    }

    [Fact]
    public void ChangeShipment_Forward_IsDoneOnce()
    {
        Assert.Null(Run(AfterSaleRules.Ship(
            _state, One, Operators.All, new([], ShipmentStatus.Packed))));
        Assert.Equal(FulfilmentStatus.Unfulfilled, _state.Fulfilment);
        Assert.Null(Change(Two, ShipmentStatus.Shipped, "T1"));
        Assert.Null(Change(Two, ShipmentStatus.Shipped, "T1"));
        Assert.Equal(ErrorCode.IdempotencyKeyReused, Change(Two, ShipmentStatus.Delivered, "T1"));
        Assert.Null(Change(Three, ShipmentStatus.Delivered, null));
        Assert.Equal("T1", _state.Shipments[0].Tracking);
        Assert.Equal(FulfilmentStatus.Delivered, _state.Fulfilment);
        Assert.Equal(ErrorCode.InvalidState, Change(new("op/4"), ShipmentStatus.Packed, null));
        Assert.Equal(
            ErrorCode.ShipmentNotFound,
            Run(AfterSaleRules.ChangeShipment(_state, One, Operators.All, Two, new(ShipmentStatus.Shipped))));
    }

    [Fact]
    public void Return_Received_IsRestockedAndRefunded()
    {
        Assert.Null(Ask(One, 1));
        var id = _state.Returns[0].Id;
        Assert.Equal(_state.Id, id.Order);
        Assert.Null(Run(AfterSaleRules.DecideReturn(_state, Operators.All, id, isApproved: true)));
        Assert.Null(Receive(Two, id, new([], IsRefunded: true)));

        Assert.Equal(ReturnStatus.Received, _state.Returns[0].Status);
        var refund = Assert.Single(_state.Refunds);
        Assert.Equal(1_250, refund.Amount.MinorUnits);
        Assert.Equal(refund.Id, _state.Returns[0].Refund);
        Assert.False(_state.IsSettled);
        Assert.Equal(OrderStep.Restock, OrderSaga.Next(_state, OrderDriver.Start));
        Run(new OrderEvent.ReturnRestocked { Return = id });
        Assert.Equal(OrderStep.Refund, OrderSaga.Next(_state, OrderDriver.Start));
        Run(new OrderEvent.RefundSettled { Refund = refund.Id, Status = RefundStatus.Succeeded });
        Assert.True(_state.IsSettled);
        Assert.True(AfterSaleRules.ReceiveReturn(_state, Two, Operators.All, id, new([], true)).IsRepeat);
        Assert.Equal(ErrorCode.InvalidState, Receive(Three, id, new([], true)));
    }

    [Fact]
    public void Return_WrittenOff_IsNotRestocked()
    {
        Ask(One, 2);
        Receive(Two, _state.Returns[0].Id, new([new(1, null, 2, Restock: 0)], IsRefunded: false));
        Assert.Empty(_state.Refunds);
        Assert.True(_state.Returns[0].IsRestocked);
        Assert.True(_state.IsSettled);
    }

    [Fact]
    public void Return_OfMoreThanWasBought_IsRefused()
    {
        Assert.Equal(ErrorCode.QuantityExceedsOrdered, Ask(One, 3));
        Assert.Null(Ask(One, 2));
        Assert.Equal(ErrorCode.QuantityExceedsOrdered, Ask(Two, 1));
        Run(AfterSaleRules.DecideReturn(_state, Operators.All, _state.Returns[0].Id, isApproved: false));
        Assert.Null(Ask(Two, 1));
    }

    [Fact]
    public void Return_AfterAFullRefund_RefundsNothing()
    {
        Run(OrderRules.Refund(_state, Three, Operators.All, new(null)));
        Ask(One, 1);
        Receive(Two, _state.Returns[0].Id, new([], IsRefunded: true));
        Assert.Single(_state.Refunds);
        Assert.Null(_state.Returns[0].Refund);
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(1, "BOOK-B")]
    public void Units_OfAnUnknownLine_AreRefused(int line, string? sku)
    {
        var units = new OrderUnits(sku is null ? line : null, sku is null ? null : new Sku(sku), 1);
        Assert.Equal(
            ErrorCode.LineNotFound, Run(AfterSaleRules.RequestReturn(_state, One, Operators.All, new([units]))));
    }

    [Fact]
    public void Refund_OfUnits_AddsUpToWhatWasPaid() => Gen.Select(
        Gen.Long[1, 1_000_000], Gen.Int[1, 50], Gen.Int[1, 7]).Sample((payable, quantity, step) =>
    {
        var state = OrderDriver.Fold([Sold(payable, quantity), .. OrderDriver.Confirmed.Skip(1).Select(e =>
            e is OrderEvent.PaymentCaptured ? new OrderEvent.PaymentCaptured { Amount = Eur(payable) } : e)]);
        for (var left = quantity; left > 0; left -= step)
        {
            var refund = OrderRules.Refund(
                state, new($"r/{left}"), Operators.All, new(null, [new(1, null, Math.Min(step, left))]));
            if (refund.Error is { Code: ErrorCode.InvalidRefund }) continue;
            Assert.Null(refund.Error);
            foreach (var e in refund.Events) state = state.Apply(e);
        }

        // Units that cost nothing are not refunded: then a part remains.
        if (payable >= quantity) Assert.Equal(payable, state.RefundingUnits);
    });

    [Fact]
    public void Refund_OfUnitsAndAmount_IsRefused()
    {
        var both = new RefundOrder(Eur(1), [new(1, null, 1)]);
        Assert.Equal(ErrorCode.InvalidRefund, Run(OrderRules.Refund(_state, One, Operators.All, both)));
        var shipping = new RefundOrder(null, default, IsShippingRefunded: true);
        Assert.Equal(ErrorCode.InvalidRefund, Run(OrderRules.Refund(_state, One, Operators.All, shipping)));
    }

    [Fact]
    public void Refund_OfUnitsRepeated_IsTheSame()
    {
        var unit = new RefundOrder(null, [new(null, Shopping.BookA, 1)]);
        Assert.Null(Run(OrderRules.Refund(_state, One, Operators.All, unit)));
        Assert.True(OrderRules.Refund(_state, One, Operators.All, unit).IsRepeat);
        Assert.Equal(
            ErrorCode.IdempotencyKeyReused, Run(OrderRules.Refund(_state, One, Operators.All, new(Eur(1_250)))));
        Assert.Equal(
            ErrorCode.QuantityExceedsOrdered,
            Run(OrderRules.Refund(_state, Two, Operators.All, new(null, [new(1, null, 2)]))));
    }

    [Fact]
    public void Note_Added_IsKeptOnce()
    {
        Assert.Null(Run(AfterSaleRules.AddNote(_state, One, Operators.All, " Call first.\nThen ship. ")));
        Assert.True(AfterSaleRules.AddNote(_state, One, Operators.All, "Call first.\nThen ship.").IsRepeat);
        Assert.Equal("Call first.\nThen ship.", _state.ToSnapshot().Notes[0].Text);
        Assert.Equal(ErrorCode.InvalidRequest, Run(AfterSaleRules.AddNote(_state, Two, Operators.All, "\u0007")));
    }

    private static Money Eur(long amount) => new(amount, Currency.Eur);

    private static OrderEvent.OrderPlaced Sold(long payable, int quantity) => OrderDriver.Placed with
    {
        Lines = [OrderDriver.Placed.Lines[0] with { Quantity = quantity }],
        Total = Eur(payable),
        Charges = new()
        {
            Subtotal = Eur(payable),
            Tax = Eur(0),
            Total = Eur(payable),
            Lines = [new(Eur(0), Eur(0), 0, Eur(payable))],
        },
    };

    private static MakeShipment Shipment(int? units) => new(
        units is { } quantity ? [new(1, null, quantity)] : [], ShipmentStatus.Shipped, "Carrier", "T0");

    private ErrorCode? Ship(OperationId operation, int? units) =>
        Run(AfterSaleRules.Ship(_state, operation, Operators.All, Shipment(units)));

    private ErrorCode? Change(OperationId operation, ShipmentStatus status, string? tracking) =>
        Run(AfterSaleRules.ChangeShipment(_state, operation, Operators.All, One, new(status, null, tracking)));

    private ErrorCode? Ask(OperationId operation, int units) => Run(AfterSaleRules.RequestReturn(
        _state, operation, Operators.All, new([new(null, Shopping.BookA, units)], "too small")));

    private ErrorCode? Receive(OperationId operation, ReturnId id, ReceiveReturn command) =>
        Run(AfterSaleRules.ReceiveReturn(_state, operation, Operators.All, id, command));

    private ErrorCode? Run(Decision<OrderEvent> decision)
    {
        foreach (var e in decision.Events) _state = _state.Apply(e with { At = OrderDriver.Start });
        return decision.Error?.Code;
    }
}
