using Microsoft.AspNetCore.Http.HttpResults;
using ShopActors.WebApi.Orders;

namespace ShopActors.WebApi.Ops;

/// <summary>Auditing the shop, and the orders of all buyers.</summary>
internal static class OpsEndpoints
{
    /// <summary>An audit reads every journal.</summary>
    private static readonly TimeSpan AuditTimeMax = TimeSpan.FromMinutes(10);

    public static void MapOps(this IEndpointRouteBuilder routes)
    {
        var ops = routes.MapGroup("/ops").WithTags("Operations");
        ops.MapGet("/audit", Audit).ForOperators(Scopes.AuditRead).WithName("runAudit")
            .WithRequestTimeout(AuditTimeMax);
        ops.MapGet("/audit/ledger", ReadLedger).ForOperators(Scopes.AuditRead).WithName("readLedger")
            .Refuses(ErrorCode.CursorInvalid, ErrorCode.LimitOutOfRange);
        ops.MapGet("/orders", ListOrders).ForOperators(Scopes.OrdersRead).WithName("listAllOrders")
            .Refuses(ErrorCode.CursorInvalid, ErrorCode.LimitOutOfRange, ErrorCode.InvalidQuery);
    }

    /// <summary>Lists the orders of all buyers.</summary>
    /// <remarks>
    /// The latest first. A page may have fewer orders than were asked for and still a cursor: one request reads at most
    /// 1,000 orders. Orders that are placed meanwhile do not move the cursor. Contact and addresses are left out.
    /// </remarks>
    internal static async Task<Results<Ok<OrderPageBody>, Problem>> ListOrders(
        HttpContext context, IGrainFactory grains, [AsParameters] OrderListQuery query,
        [AsParameters] PageRequest request)
    {
        var asked = request.Read();
        if (asked.IsRefused) return new Problem(asked.Error);
        var wanted = query.Read(asked.Value);
        if (wanted.IsRefused) return new Problem(wanted.Error);
        var page = await grains.GetGrain<IOrderDirectoryGrain>(CatalogLimits.ReaderKey)
            .List(context.GetCaller(), wanted.Value, context.RequestAborted);
        return page.OkOrProblem(found => new OrderPageBody(
            [.. found.Orders.Select(OrderBody.WithNotes)], PageCursor.Encode(found.NextCursor)));
    }

    /// <summary>Audits the shop.</summary>
    /// <remarks>
    /// Recomputes stock and money from the journals and compares them with the provider's records. It reads every
    /// journal.
    /// </remarks>
    internal static async Task<Results<Ok<AuditBody>, Problem>> Audit(HttpContext context, IGrainFactory grains)
    {
        var report = await grains.GetGrain<IAuditGrain>(0).Run(context.GetCaller(), context.RequestAborted);
        return report.OkOrProblem(AuditBody.Of);
    }

    /// <summary>Reads the ledger.</summary>
    /// <remarks>
    /// The double-entry books of all orders, the latest order first; `limit` counts orders. The audit has their trial
    /// balance.
    /// </remarks>
    internal static async Task<Results<Ok<LedgerPageBody>, Problem>> ReadLedger(
        HttpContext context, IGrainFactory grains, [AsParameters] PageRequest request)
    {
        var asked = request.Read();
        if (asked.IsRefused) return new Problem(asked.Error);
        var page = await grains.GetGrain<ILedgerGrain>(CatalogLimits.ReaderKey)
            .Read(context.GetCaller(), asked.Value.Position, asked.Value.Limit, context.RequestAborted);
        return page.OkOrProblem(read => new LedgerPageBody(
            [.. read.Transactions.Select(LedgerTransactionBody.Of)], PageCursor.Encode(read.NextCursor)));
    }
}
