using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using ShopActors.WebApi.Carts;
using ShopActors.WebApi.Orders;

namespace ShopActors.WebApi.Customers;

/// <summary>The export of a customer's data (docs/adr/0019-personal-data.md).</summary>
internal static class CustomerExportEndpoints
{
    // Carts and orders are read and sent by pages: however many there are, this many are in memory.
    private const int PageSize = 50;

    public static void MapExport(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/users/{userId}/export", Export).ForShoppers().WithTags("Customers")
            .WithName("exportCustomer").WithMetadata(new LoggedRead()).Sends(HeaderNames.ContentDisposition)
            .Refuses(ErrorCode.CustomerNotFound);

    /// <summary>Exports everything that the shop has about a customer.</summary>
    /// <remarks>
    /// Customers export their own data; operators need `customers:manage`, and the export is in their log. The answer
    /// is sent while it is read: one that breaks off is not complete. What operators noted is not in it.
    /// </remarks>
    internal static async Task<Results<Ok<ExportBody>, Problem>> Export(
        HttpContext context, IGrainFactory grains, IdSeal seal, TimeProvider time, string userId)
    {
        if (!seal.TryRead(userId, out CustomerId customer)) return new Problem(UnknownIds.Customer);
        var token = (context.User.Identity as CallerIdentity)?.Token;
        var found = await grains.GetGrain<ICustomerGrain>(customer.Value).Export(context.GetCaller(), token?.Hash);
        if (found.IsRefused) return new Problem(found.Error);

        // The customer's grain has decided who may see it; carts answer to their owner alone.
        var owner = Caller.Customer(customer);
        var isHead = ImpliedMethods.IsHead(context);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{customer}.json\"";
        return TypedResults.Ok(new ExportBody(
            time.GetUtcNow(),
            CustomerBody.Of(found.Value.Customer),
            [.. found.Value.Identities.Select(IdentityBody.Of)],
            [.. found.Value.Sessions.Select(SessionEntryBody.Of)],
            [.. found.Value.Messages.Select(MessageBody.Of)],
            isHead ? AsyncEnumerable.Empty<CartBody>() : ReadCartsAsync(grains, owner, context.RequestAborted),
            isHead ? AsyncEnumerable.Empty<OrderBody>() : ReadOrdersAsync(grains, owner, context.RequestAborted)));
    }

    private static async IAsyncEnumerable<CartBody> ReadCartsAsync(
        IGrainFactory grains, Caller owner, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var list = grains.GetGrain<ICustomerCartsGrain>(owner.Id.Value);
        string? cursor = null;
        do
        {
            var page = await ReadAsync(list.List(owner, cursor, PageSize, cancellationToken));
            var carts = await Task.WhenAll(page.Carts.Select(
                cart => grains.GetGrain<ICartGrain>(cart.Value).Get(owner, checkStock: false)));
            foreach (var cart in carts)
            {
                if (!IsGone(cart.Error)) yield return CartBody.Of(Require(cart));
            }

            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    private static async IAsyncEnumerable<OrderBody> ReadOrdersAsync(
        IGrainFactory grains, Caller owner, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var list = grains.GetGrain<ICustomerOrdersGrain>(owner.Id.Value);
        string? cursor = null;
        do
        {
            var page = await ReadAsync(list.List(owner, cursor, PageSize, cancellationToken));
            var orders = await Task.WhenAll(page.Orders.Select(
                order => grains.GetGrain<IOrderGrain>(order.Value).Get(owner)));
            foreach (var order in orders)
            {
                if (!IsGone(order.Error)) yield return OrderBody.Of(Require(order));
            }

            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    // Expired, or another owner's, since it was listed.
    private static bool IsGone(ShopError? error) =>
        error?.Code is ErrorCode.CartNotFound or ErrorCode.CartExpired or ErrorCode.OrderNotFound;

    // The answer has begun: a failure breaks it off, so that the client does not take a part for the whole.
    private static T Require<T>(Result<T> result)
        where T : notnull =>
        result.IsOk ? result.Value : throw new InvalidOperationException(result.Error.Message);

    // The framework would end the answer of a cancelled call as if it were complete.
    private static async Task<T> ReadAsync<T>(Task<Result<T>> call)
        where T : notnull
    {
        try
        {
            return Require(await call);
        }
        catch (OperationCanceledException e)
        {
            throw new IOException("The export was stopped.", e);
        }
    }
}
