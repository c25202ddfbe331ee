using Microsoft.AspNetCore.Http.HttpResults;
using ShopActors.WebApi.Catalog;
using ShopActors.WebApi.Limits;

namespace ShopActors.WebApi.Carts;

/// <summary>
/// The short routes: each caller has one cart, created with its first item. The grain and the rules are
/// those of <c>/carts</c>.
/// </summary>
internal static class PlainCartEndpoints
{
    private const string OwnCart = "own";

    public static void MapPlainCart(this IEndpointRouteBuilder routes)
    {
        var cart = routes.MapGroup("/cart").WithTags("Plain routes");
        cart.MapGet("", Get).Public().WithName("getOwnCart");
        cart.MapPost("", Add).Public().WithMetadata(new Creation(Always: false)).WithName("addToOwnCart")
            .Refuses(
                ErrorCode.SkuNotFound, ErrorCode.QuantityOutOfRange, ErrorCode.InsufficientStock,
                ErrorCode.CurrencyMismatch, ErrorCode.TooManyLines, ErrorCode.CartLocked,
                ErrorCode.IdempotencyKeyReused);
        cart.MapDelete("", Forget).Public().WithName("forgetOwnCart");
        cart.MapDelete("/{itemId}", Remove).ForShoppers().WithName("removeFromOwnCart")
            .Refuses(
                ErrorCode.CartNotFound, ErrorCode.LineNotFound, ErrorCode.CartLocked, ErrorCode.CartExpired,
                ErrorCode.CartMerged, ErrorCode.IdempotencyKeyReused);
    }

    private static async Task<Results<Ok<PlainCartBody>, Problem>> Get(
        HttpContext context, IGrainFactory grains, IdSeal seal)
    {
        var caller = context.GetCaller();
        if (caller.Kind is not (CallerKind.Guest or CallerKind.Customer)) return TypedResults.Ok(PlainCartBody.Empty);
        var cart = await OwnCartOf(caller, grains, seal).Get(caller, checkStock: false);
        if (IsGone(cart)) return TypedResults.Ok(PlainCartBody.Empty);
        return cart.OkOrProblem(PlainCartBody.Of);
    }

    private static async Task<Results<Ok<PlainCartBody>, Problem>> Add(
        HttpContext context, IGrainFactory grains, IdSeal seal, NewOwner owner, PlainItemRequest body)
    {
        if (await ItemIds.FindAsync(grains, body.ItemId) is not { } product) return new Problem(UnknownIds.Sku);
        var grain = OwnCartOf(owner.Caller, grains, seal);
        var cart = await grain.Create(CreationFor(owner), owner.Caller, product.Price.Currency);
        if (cart.IsOk)
        {
            cart = await grain.AddItem(
                owner.Operation,
                owner.Caller,
                new AddCartItem { Sku = product.Sku, Quantity = body.Quantity },
                VersionMatch.Any);
        }

        if (cart.IsOk && owner.Token is { } token) GuestCookie.Set(context, token);
        return cart.OkWritten(context, EntityTags.Of, PlainCartBody.Of);
    }

    /// <summary>Makes the browser forget the guest, and with it the cart.</summary>
    private static NoContent Forget(HttpContext context)
    {
        GuestCookie.Clear(context);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<PlainCartBody>, Problem>> Remove(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string itemId)
    {
        var grain = OwnCartOf(command.Caller, grains, seal);
        var cart = await grain.Get(command.Caller, checkStock: false);
        if (cart.IsRefused) return new Problem(cart.Error);

        // An item is several lines if its units have different metadata.
        var lines = cart.Value.Lines.Where(line => line.Sku.Value == itemId || line.Product.Value == itemId).ToList();
        if (lines.Count == 0) return new Problem(UnknownIds.Line);
        foreach (var line in lines)
        {
            cart = await grain.RemoveLine(
                new($"{command.Id}/{line.Id}"), command.Caller, line.Id, VersionMatch.Any);
            if (cart.IsRefused) break;
        }

        return cart.OkWritten(context, EntityTags.Of, PlainCartBody.Of);
    }

    private static bool IsGone(Result<CartSnapshot> cart) => cart.IsRefused
        ? cart.Error.Code is ErrorCode.CartNotFound or ErrorCode.CartExpired
        : cart.Value.Status == CartStatus.Merged;

    private static ICartGrain OwnCartOf(Caller caller, IGrainFactory grains, IdSeal seal) =>
        grains.GetGrain<ICartGrain>(seal.Seal(CartId.For(caller.Id, OwnCart)).Value);

    /// <summary>Another command than the addition, so that both are remembered.</summary>
    private static OperationId CreationFor(NewOwner owner) => new($"{owner.Operation}/create");
}

/// <summary>An item and the quantity to add.</summary>
internal sealed record PlainItemRequest(string ItemId, int Quantity);

/// <summary>The caller's own cart. <c>totalPrice</c> is the sum of price times quantity, in minor units.</summary>
internal sealed record PlainCartBody(
    bool Success, string? CartId, IReadOnlyList<PlainCartItemBody> CartItems, long TotalPrice, string Currency)
{
    public static PlainCartBody Empty { get; } = new(true, null, [], 0, ShopActors.Currency.Eur.Value);

    public static PlainCartBody Of(CartSnapshot cart) => new(
        true,
        cart.Id.Value,
        [.. cart.Lines.Select(line => new PlainCartItemBody(
            line.Sku.Value, line.Title, line.Quantity, line.UnitPrice.MinorUnits, line.Total.MinorUnits))],
        cart.Total.MinorUnits,
        cart.Currency.Value);
}

/// <summary>One item.</summary>
internal sealed record PlainCartItemBody(string ItemId, string Title, int Quantity, long Price, long TotalPrice);
