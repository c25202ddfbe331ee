using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The rules for shipments, returns and notes of an order.</summary>
internal static class AfterSaleRules
{
    public static Decision<OrderEvent> Ship(
        OrderState state, OperationId shipment, Caller caller, MakeShipment command)
    {
        if (state.FindShipment(shipment) is { } known) return Repeated(state, known, command);
        if (CheckConfirmed(state) is { } early) return early;
        var carrier = PlainText.NormalizeOptional(command.Carrier);
        var tracking = PlainText.NormalizeOptional(command.Tracking);
        if (CheckTexts(carrier, tracking) is { } invalid) return invalid;
        if (!Enum.IsDefined(command.Status)) return OrderErrors.InvalidShipment("status");
        if (state.Shipments.Length >= FulfilmentLimits.ShipmentsMax) return OrderErrors.InvalidShipment("lines");
        var lines = command.Lines.IsDefaultOrEmpty
            ? Rest(state, state.UnitsInShipments)
            : OrderUnitRules.Resolve(state, command.Lines, state.UnitsInShipments);
        if (lines.IsRefused) return lines.Error;
        if (lines.Value.IsEmpty) return OrderErrors.QuantityExceedsOrdered(1, 0);
        return new OrderEvent.ShipmentMade
        {
            Shipment = shipment,
            Status = command.Status,
            Lines = [.. lines.Value.Select(units => units with { Restock = 0 })],
            Carrier = carrier,
            Tracking = tracking,
            By = caller.Id,
        };
    }

    public static Decision<OrderEvent> ChangeShipment(
        OrderState state, OperationId operation, Caller caller, OperationId shipment, ChangeShipment command)
    {
        if (state.FindShipment(shipment) is not { } present) return OrderErrors.ShipmentNotFound;
        var change = new OrderEvent.ShipmentChanged
        {
            Operation = operation,
            Shipment = shipment,
            Status = command.Status,
            Carrier = PlainText.NormalizeOptional(command.Carrier),
            Tracking = PlainText.NormalizeOptional(command.Tracking),
            By = caller.Id,
        };
        var changes = state.History.OfType<OrderEvent.ShipmentChanged>().ToList();
        if (changes.Find(known => known.Operation == operation) is { } known)
        {
            return known with { At = default, By = caller.Id } == change
                ? Decision<OrderEvent>.DoneBefore
                : OrderErrors.OperationReused;
        }

        if (CheckTexts(change.Carrier, change.Tracking) is { } invalid) return invalid;
        if (command.Status is { } status && !Enum.IsDefined(status)) return OrderErrors.InvalidShipment("status");
        if (command.Status < present.Status) return OrderErrors.ShipmentState(present.Status);
        return changes.Count(known => known.Shipment == shipment) < FulfilmentLimits.ChangesMax
            ? change
            : OrderErrors.InvalidShipment("status");
    }

    public static Decision<OrderEvent> RequestReturn(
        OrderState state, OperationId operation, Caller caller, RequestReturn command)
    {
        var reason = PlainText.NormalizeOptional(command.Reason);
        if (FindReturn(state, operation) is { } known)
        {
            return known.Reason == reason && OrderUnitRules.AreSame(state, command.Lines, known.Lines)
                ? Decision<OrderEvent>.DoneBefore
                : OrderErrors.OperationReused;
        }

        if (CheckConfirmed(state) is { } early) return early;
        if (reason is not null && !PlainText.IsValidLines(reason, FulfilmentLimits.ReasonMax))
        {
            return OrderErrors.InvalidReturn("reason");
        }

        if (command.Lines.IsDefaultOrEmpty || state.Returns.Length >= FulfilmentLimits.ReturnsMax)
        {
            return OrderErrors.InvalidReturn("lines");
        }

        var lines = OrderUnitRules.Resolve(state, command.Lines, state.UnitsInReturns);
        if (lines.IsRefused) return lines.Error;
        return new OrderEvent.ReturnRequested
        {
            Operation = operation,
            Return = ReturnId.For(state.Id, state.Returns.Length + 1),
            Lines = [.. lines.Value.Select(units => units with { Restock = 0 })],
            Reason = reason,
            By = caller.Id,
        };
    }

    /// <summary>The return that a command asked for.</summary>
    public static OrderEvent.ReturnRequested? FindReturn(OrderState state, OperationId operation) =>
        state.History.OfType<OrderEvent.ReturnRequested>().FirstOrDefault(one => one.Operation == operation);

    public static Decision<OrderEvent> DecideReturn(OrderState state, Caller caller, ReturnId id, bool isApproved)
    {
        if (state.FindReturn(id) is not { } present) return OrderErrors.ReturnNotFound;
        var wanted = isApproved ? ReturnStatus.Approved : ReturnStatus.Rejected;
        if (present.Status == wanted) return Decision<OrderEvent>.DoneBefore;
        return present.Status == ReturnStatus.Requested
            ? new OrderEvent.ReturnDecided { Return = id, IsApproved = isApproved, By = caller.Id }
            : OrderErrors.ReturnState(present.Status, present.Status == ReturnStatus.Approved ? "receive" : "");
    }

    /// <summary>Goods may also come back without having been approved before.</summary>
    public static Decision<OrderEvent> ReceiveReturn(
        OrderState state, OperationId operation, Caller caller, ReturnId id, ReceiveReturn command)
    {
        if (state.FindReturn(id) is not { } present) return OrderErrors.ReturnNotFound;
        if (present.Status == ReturnStatus.Received)
        {
            var known = state.History.OfType<OrderEvent.ReturnReceived>().First(one => one.Return == id);
            return known.Operation == operation
                ? Decision<OrderEvent>.DoneBefore
                : OrderErrors.ReturnState(present.Status, "");
        }

        if (present.Status == ReturnStatus.Rejected) return OrderErrors.ReturnState(present.Status, "");

        // More may come than was asked for, but not more than was bought.
        var lines = command.Lines.IsDefaultOrEmpty
            ? present.Lines.Select(units => units with { Restock = units.Quantity }).ToImmutableArray()
            : OrderUnitRules.Resolve(state, command.Lines, line => state.UnitsInReturns(line) - Asked(present, line));
        if (lines.IsRefused) return lines.Error;

        var refund = command.IsRefunded ? RefundFor(state, id, caller, lines.Value) : null;
        OrderEvent received = new OrderEvent.ReturnReceived
        {
            Operation = operation,
            Return = id,
            Lines = lines.Value,
            Refund = refund?.Refund,
            By = caller.Id,
        };
        return refund is null ? received : ImmutableArray.Create(received, refund);
    }

    public static Decision<OrderEvent> AddNote(OrderState state, OperationId note, Caller caller, string text)
    {
        var normal = PlainText.Normalize(text);
        if (state.Notes.FirstOrDefault(known => known.Id == note) is { } known)
        {
            return known.Text == normal ? Decision<OrderEvent>.DoneBefore : OrderErrors.OperationReused;
        }

        if (CheckConfirmed(state) is { } early) return early;
        return PlainText.IsValidLines(normal, OrderLimits.NoteMax) && state.Notes.Length < OrderLimits.NotesMax
            ? new OrderEvent.Noted { Note = note, Text = normal, By = caller.Id }
            : OrderErrors.InvalidNote;
    }

    /// <summary>The refund of returned units, as far as they and money are left; null if nothing is.</summary>
    private static OrderEvent.RefundRequested? RefundFor(
        OrderState state, ReturnId id, Caller caller, ImmutableArray<LineUnits> returned)
    {
        var lines = returned
            .Select(units => new LineUnits(units.Line, Math.Min(
                units.Quantity, state.Placed!.Lines[units.Line - 1].Quantity - state.UnitsInRefunds(units.Line))))
            .Where(units => units.Quantity > 0).ToImmutableArray();
        var captured = state.Captured!.Value;
        var amount = Math.Min(OrderPrices.OfUnits(state, lines), captured.MinorUnits - state.RefundingUnits);
        if (amount <= 0 || state.Refunds.Length >= OrderLimits.RefundsMax) return null;
        return new()
        {
            Refund = new($"refund/{id.Value}"),
            Amount = captured with { MinorUnits = amount },
            By = caller.Id,
            Lines = lines,
        };
    }

    private static Decision<OrderEvent> Repeated(OrderState state, ShipmentSnapshot known, MakeShipment command) =>
        command.Lines.IsDefaultOrEmpty || OrderUnitRules.AreSame(state, command.Lines, known.Lines)
            ? Decision<OrderEvent>.DoneBefore
            : OrderErrors.OperationReused;

    private static int Asked(ReturnSnapshot present, int line) =>
        present.Lines.Where(units => units.Line == line).Sum(units => units.Quantity);

    private static Result<ImmutableArray<LineUnits>> Rest(OrderState state, Func<int, int> used) =>
        Enumerable.Range(1, state.Placed!.Lines.Length)
            .Select(line => new LineUnits(line, state.Placed.Lines[line - 1].Quantity - used(line)))
            .Where(units => units.Quantity > 0).ToImmutableArray();

    private static ShopError? CheckConfirmed(OrderState state) =>
        state.Phase == OrderPhase.Confirmed
            ? null
            : OrderErrors.InvalidState(state.Status, state.Phase == OrderPhase.Preparing ? "cancel" : "");

    private static ShopError? CheckTexts(string? carrier, string? tracking)
    {
        if (carrier is not null && !PlainText.IsValid(carrier, FulfilmentLimits.CarrierMax))
        {
            return OrderErrors.InvalidShipment("carrier");
        }

        return tracking is null || PlainText.IsValid(tracking, FulfilmentLimits.TrackingMax)
            ? null
            : OrderErrors.InvalidShipment("tracking");
    }
}
