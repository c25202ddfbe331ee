using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ShopActors.WebApi.Orders;

/// <summary>Shipping the goods of orders, and taking them back.</summary>
internal static class FulfilmentEndpoints
{
    public static void MapFulfilment(this IEndpointRouteBuilder routes)
    {
        var orders = routes.MapGroup("/orders/{orderId}").WithTags("Fulfilment");
        orders.MapPost("/shipments", Ship).ForOperators(Scopes.OrdersFulfil).WithName("createShipment").RequiresKey()
            .Refuses(
                ErrorCode.OrderNotFound, ErrorCode.InvalidState, ErrorCode.InvalidShipment, ErrorCode.LineNotFound,
                ErrorCode.QuantityExceedsOrdered, ErrorCode.IdempotencyKeyReused);
        orders.MapPatch("/shipments/{shipmentId}", ChangeShipment).ForOperators(Scopes.OrdersFulfil)
            .WithName("changeShipment").Refuses(
                ErrorCode.OrderNotFound, ErrorCode.ShipmentNotFound, ErrorCode.InvalidState,
                ErrorCode.InvalidShipment, ErrorCode.IdempotencyKeyReused);
        orders.MapPost("/notes", AddNote).ForOperators(Scopes.OrdersFulfil).WithName("addOrderNote").RequiresKey()
            .Refuses(ErrorCode.OrderNotFound, ErrorCode.InvalidState, ErrorCode.IdempotencyKeyReused);
        orders.MapPost("/returns", RequestReturn).ForShoppers().WithName("requestReturn").RequiresKey().Refuses(
            ErrorCode.OrderNotFound, ErrorCode.InvalidState, ErrorCode.InvalidReturn, ErrorCode.LineNotFound,
            ErrorCode.QuantityExceedsOrdered, ErrorCode.IdempotencyKeyReused);

        var returns = routes.MapGroup("/returns/{returnId}").WithTags("Fulfilment");
        returns.MapGet("", GetReturn).ForShoppers().WithName("getReturn").Refuses(ErrorCode.ReturnNotFound);
        returns.MapPost("/approve", Approve).ForOperators(Scopes.OrdersFulfil).WithName("approveReturn").Refuses(
            ErrorCode.ReturnNotFound, ErrorCode.OrderNotFound, ErrorCode.InvalidState);
        returns.MapPost("/reject", Reject).ForOperators(Scopes.OrdersFulfil).WithName("rejectReturn").Refuses(
            ErrorCode.ReturnNotFound, ErrorCode.OrderNotFound, ErrorCode.InvalidState);
        returns.MapPost("/receive", Receive).ForOperators(Scopes.OrdersFulfil).WithName("receiveReturn").RequiresKey()
            .Refuses(
                ErrorCode.ReturnNotFound, ErrorCode.OrderNotFound, ErrorCode.InvalidState, ErrorCode.InvalidReturn,
                ErrorCode.LineNotFound, ErrorCode.QuantityExceedsOrdered, ErrorCode.IdempotencyKeyReused);
    }

    /// <summary>Records a shipment.</summary>
    /// <remarks>An order can be shipped in several parts.</remarks>
    internal static async Task<Results<Created<ShipmentBody>, Problem>> Ship(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string orderId, ShipmentRequest? body)
    {
        if (OrderCommands.Find(grains, seal, orderId) is not { } grain) return new Problem(UnknownIds.Order);
        var lines = UnitsRequest.Read(body?.Lines);
        if (lines.IsRefused) return new Problem(lines.Error);
        var status = ShipmentStatus.Shipped;
        if (body?.Status is { } name && !PublicName.TryParse(name, out status))
        {
            return new Problem(ApiErrors.Invalid("status"));
        }

        var shipment = await grain.Ship(
            command.Id, command.Caller, new(lines.Value, status, body?.Carrier, body?.Tracking));
        if (shipment.IsRefused) return new Problem(shipment.Error);
        Answers.Describe(context, null, shipment.IsReplay);
        return TypedResults.Created($"/orders/{orderId}", ShipmentBody.Of(shipment.Value));
    }

    /// <summary>Changes a shipment.</summary>
    /// <remarks>Its status only goes forward.</remarks>
    internal static async Task<Results<Ok<ShipmentBody>, Problem>> ChangeShipment(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string orderId, string shipmentId,
        ChangeShipmentRequest body)
    {
        if (OrderCommands.Find(grains, seal, orderId) is not { } grain) return new Problem(UnknownIds.Order);
        if (!OperationId.TryParse(shipmentId, out var shipment)) return new Problem(UnknownIds.Shipment);
        ShipmentStatus? status = null;
        if (body.Status is { } name)
        {
            if (!PublicName.TryParse(name, out ShipmentStatus known)) return new Problem(ApiErrors.Invalid("status"));
            status = known;
        }

        var changed = await grain.ChangeShipment(
            command.Id, command.Caller, shipment, new(status, body.Carrier, body.Tracking));
        if (changed.IsOk) Answers.Describe(context, null, changed.IsReplay);
        return changed.OkOrProblem(ShipmentBody.Of);
    }

    /// <summary>Notes something about an order.</summary>
    /// <remarks>Only operators see it.</remarks>
    internal static async Task<Results<Created<NoteBody>, Problem>> AddNote(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string orderId, NoteRequest body)
    {
        if (OrderCommands.Find(grains, seal, orderId) is not { } grain) return new Problem(UnknownIds.Order);
        var note = await grain.AddNote(command.Id, command.Caller, body.Text);
        if (note.IsRefused) return new Problem(note.Error);
        Answers.Describe(context, null, note.IsReplay);
        return TypedResults.Created($"/orders/{orderId}", NoteBody.Of(note.Value));
    }

    /// <summary>Asks to send goods back.</summary>
    /// <remarks>The buyer, or an operator in the buyer's name.</remarks>
    internal static async Task<Results<Created<ReturnBody>, Problem>> RequestReturn(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string orderId, ReturnRequest body)
    {
        if (OrderCommands.Find(grains, seal, orderId) is not { } grain) return new Problem(UnknownIds.Order);
        var lines = UnitsRequest.Read(body.Lines);
        if (lines.IsRefused) return new Problem(lines.Error);
        var asked = await grain.RequestReturn(command.Id, command.Caller, new(lines.Value, body.Reason));
        if (asked.IsRefused) return new Problem(asked.Error);
        Answers.Describe(context, null, asked.IsReplay);
        return TypedResults.Created($"/returns/{asked.Value.Id}", ReturnBody.Of(asked.Value));
    }

    /// <summary>Reads a return.</summary>
    /// <remarks>The buyer's own; operators read all.</remarks>
    internal static async Task<Results<Ok<ReturnBody>, Problem>> GetReturn(
        HttpContext context, IGrainFactory grains, IdSeal seal, string returnId)
    {
        if (!TryFind(grains, seal, returnId, out var grain, out var id)) return new Problem(UnknownIds.Return);
        var found = await grain.GetReturn(context.GetCaller(), id);
        return found.OkOrProblem(ReturnBody.Of);
    }

    /// <summary>Lets the buyer send the goods.</summary>
    /// <remarks>Goods that come without it can be received as well.</remarks>
    internal static Task<Results<Ok<ReturnBody>, Problem>> Approve(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string returnId) =>
        DecideAsync(context, grains, seal, command, returnId, isApproved: true);

    /// <summary>Does not take the goods back.</summary>
    /// <remarks>The units can be asked for again.</remarks>
    internal static Task<Results<Ok<ReturnBody>, Problem>> Reject(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string returnId) =>
        DecideAsync(context, grains, seal, command, returnId, isApproved: false);

    /// <summary>Records that goods are back.</summary>
    /// <remarks>
    /// Units that can be sold again are put into stock. Unless <c>refund</c> is false, what was paid for the units is
    /// refunded, which needs the scope <c>refunds:create</c>; never more than is left of what was captured.
    /// </remarks>
    internal static async Task<Results<Ok<ReturnBody>, Problem>> Receive(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string returnId,
        ReceiveReturnRequest? body)
    {
        if (!TryFind(grains, seal, returnId, out var grain, out var id)) return new Problem(UnknownIds.Return);
        var lines = ReceivedUnitsRequest.Read(body?.Lines);
        if (lines.IsRefused) return new Problem(lines.Error);
        var received = await grain.ReceiveReturn(
            command.Id, command.Caller, id, new(lines.Value, body?.Refund ?? true));
        if (received.IsOk) Answers.Describe(context, null, received.IsReplay);
        return received.OkOrProblem(ReturnBody.Of);
    }

    private static async Task<Results<Ok<ReturnBody>, Problem>> DecideAsync(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string returnId, bool isApproved)
    {
        if (!TryFind(grains, seal, returnId, out var grain, out var id)) return new Problem(UnknownIds.Return);
        var decided = await grain.DecideReturn(command.Caller, id, isApproved);
        if (decided.IsOk) Answers.Describe(context, null, decided.IsReplay);
        return decided.OkOrProblem(ReturnBody.Of);
    }

    private static bool TryFind(
        IGrainFactory grains, IdSeal seal, string text, [NotNullWhen(true)] out IOrderGrain? grain, out ReturnId id)
    {
        grain = ReturnId.TryParse(text, out id) && seal.IsSealed(id.Order)
            ? grains.GetGrain<IOrderGrain>(id.Order.Value)
            : null;
        return grain is not null;
    }
}
