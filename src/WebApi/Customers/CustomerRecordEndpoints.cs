using Microsoft.AspNetCore.Http.HttpResults;
using ShopActors.WebApi.Orders;

namespace ShopActors.WebApi.Customers;

/// <summary>Customers as operators see them: docs/adr/0031-customers-for-staff.md.</summary>
internal static class CustomerRecordEndpoints
{
    private const int LatestOrders = 10;

    public static void MapCustomerRecords(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/ops/customers").WithTags("Operations");
        all.MapGet("", List).ForOperators(Scopes.CustomersManage).WithName("listCustomers")
            .Refuses(ErrorCode.CursorInvalid, ErrorCode.LimitOutOfRange, ErrorCode.InvalidQuery);
        all.MapGet("/{customerId}", Get).ForOperators(Scopes.CustomersManage).WithName("getCustomerRecord")
            .Refuses(ErrorCode.CustomerNotFound);
        all.MapPost("/recount", Recount).ForOperators(Scopes.CustomersManage).WithName("recountCustomers");
        all.MapGet("/recount", GetRecount).ForOperators(Scopes.CustomersManage).WithName("getRecount");
    }

    /// <summary>Lists customers.</summary>
    /// <remarks>
    /// The latest registered first. `q` is a customer's id, an e-mail address, or parts of names and addresses. One
    /// request reads at most 1,000 customers, so a page may have fewer than were asked for and still a cursor. What
    /// they have bought follows the orders a moment behind. Customers who were deleted are gone.
    /// </remarks>
    internal static async Task<Results<Ok<CustomerRecordPageBody>, Problem>> List(
        HttpContext context, IGrainFactory grains, string? q, [AsParameters] PageRequest request)
    {
        var asked = request.Read();
        if (asked.IsRefused) return new Problem(asked.Error);
        if (q?.Length > OrderLimits.SearchMax) return new Problem(ApiErrors.InvalidQuery([nameof(q)]));
        var page = await Directory(grains).List(
            context.GetCaller(),
            new()
            {
                Text = q?.Trim() is { Length: > 0 } text ? text : null,
                Cursor = asked.Value.Position,
                Limit = asked.Value.Limit,
            },
            context.RequestAborted);
        return page.OkOrProblem(found => new CustomerRecordPageBody(
            [.. found.Customers.Select(CustomerRecordBody.Of)], PageCursor.Encode(found.NextCursor)));
    }

    /// <summary>Reads a customer with the latest orders.</summary>
    internal static async Task<Results<Ok<CustomerDetailBody>, Problem>> Get(
        HttpContext context, IGrainFactory grains, IdSeal seal, string customerId)
    {
        if (!seal.TryRead(customerId, out CustomerId customer)) return new Problem(UnknownIds.Customer);
        var caller = context.GetCaller();
        var record = await Directory(grains).Read(caller, customer, context.RequestAborted);
        if (record.IsRefused) return new Problem(record.Error);
        var body = CustomerRecordBody.Of(record.Value);
        if (!caller.May(Scopes.OrdersRead)) return TypedResults.Ok(new CustomerDetailBody(body, null));
        var orders = await grains.GetGrain<IOrderDirectoryGrain>(CatalogLimits.ReaderKey).List(
            caller, new() { Customer = customer.Value, Limit = LatestOrders }, context.RequestAborted);
        return orders.OkOrProblem(
            found => new CustomerDetailBody(body, [.. found.Orders.Select(OrderBody.WithNotes)]));
    }

    /// <summary>Counts all customers' orders anew.</summary>
    /// <remarks>
    /// Runs in the background, from the journals of the orders; while one is running, it is that one. The counts follow
    /// the orders by themselves: this is for what was counted wrong or not at all.
    /// </remarks>
    internal static async Task<Results<Accepted<RecountBody>, Problem>> Recount(
        HttpContext context, IGrainFactory grains, Command command)
    {
        var begun = await Counting(grains).Begin(command.Id, command.Caller);
        if (begun.IsRefused) return new Problem(begun.Error);
        Answers.Describe(context, null, begun.IsReplay);
        return TypedResults.Accepted("/ops/customers/recount", RecountBody.Of(begun.Value));
    }

    /// <summary>Reads how far the latest recount is.</summary>
    internal static async Task<Results<Ok<RecountBody>, Problem>> GetRecount(
        HttpContext context, IGrainFactory grains)
    {
        var latest = await Counting(grains).Get(context.GetCaller());
        return latest.OkOrProblem(RecountBody.Of);
    }

    private static ICustomerDirectoryGrain Directory(IGrainFactory grains) =>
        grains.GetGrain<ICustomerDirectoryGrain>(0);

    private static ICustomerRecountGrain Counting(IGrainFactory grains) =>
        grains.GetGrain<ICustomerRecountGrain>(ICustomerRecountGrain.Key);
}
