using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using ShopActors.WebApi.Limits;

namespace ShopActors.WebApi.Carts;

/// <summary>
/// The short routes: each caller has one cart, created with its first item, and begun anew with the first one after it
/// has expired or was merged. The grain and the rules are those of <c>/carts</c>.
/// </summary>
internal static class PlainCartEndpoints
{
    public static void MapPlainCart(this IEndpointRouteBuilder routes)
    {
        var cart = routes.MapGroup("/cart").WithTags("Plain routes");
        cart.MapGet("", Get).Public().WithName("getOwnCart");
        cart.MapPost("", Add).Public().WithMetadata(new Creation(Always: false)).WithName("addToOwnCart")
            .Sends(HeaderNames.ETag, HeaderNames.SetCookie)
            .Refuses(
                ErrorCode.SkuNotFound, ErrorCode.QuantityOutOfRange, ErrorCode.InsufficientStock,
                ErrorCode.CurrencyMismatch, ErrorCode.TooManyLines, ErrorCode.CartLocked, ErrorCode.CartExpired,
                ErrorCode.CartMerged, ErrorCode.IdempotencyKeyReused);
        cart.MapDelete("", Forget).Public().WithName("forgetOwnCart").Sends(HeaderNames.SetCookie);
        cart.MapDelete("/{itemId}", Remove).ForShoppers().WithName("removeFromOwnCart")
            .Sends(HeaderNames.ETag)
            .Refuses(
                ErrorCode.CartNotFound, ErrorCode.LineNotFound, ErrorCode.CartLocked, ErrorCode.CartExpired,
                ErrorCode.CartMerged, ErrorCode.IdempotencyKeyReused);
    }

    /// <summary>Reads the caller's own cart.</summary>
    /// <remarks>It is empty for callers without one.</remarks>
    internal static async Task<Results<Ok<PlainCartBody>, Problem>> Get(
        HttpContext context, IGrainFactory grains, IdSeal seal)
    {
        var caller = context.GetCaller();
        if (caller.Kind is not (CallerKind.Guest or CallerKind.Customer)) return TypedResults.Ok(PlainCartBody.Empty);
        var cart = await OwnCart.Of(caller, grains, seal).Get(caller, checkStock: false);
        if (IsGone(cart)) return TypedResults.Ok(PlainCartBody.Empty);
        return cart.OkOrProblem(PlainCartBody.Of);
    }

    /// <summary>Adds an item to the caller's own cart.</summary>
    /// <remarks>
    /// The cart is created with its first item; without credentials it belongs to a new guest, whose token is in a
    /// cookie.
    /// </remarks>
    internal static async Task<Results<Ok<PlainCartBody>, Problem>> Add(
        HttpContext context, IGrainFactory grains, IdSeal seal, NewOwner owner, PlainItemRequest body)
    {
        var cart = await OwnCart.AddItemAsync(
            grains, seal, owner.Caller, owner.Operation, body.ItemId, body.Quantity);
        if (cart.IsOk && owner.Token is { } token) GuestCookie.Set(context, token);
        return cart.OkWritten(context, EntityTags.Of, PlainCartBody.Of);
    }

    /// <summary>Makes the browser forget the guest, and with it the cart.</summary>
    /// <remarks>The cart stays until it expires, for holders of the guest's token.</remarks>
    internal static NoContent Forget(HttpContext context)
    {
        GuestCookie.Clear(context);
        return TypedResults.NoContent();
    }

    /// <summary>Removes an item of the caller's own cart.</summary>
    /// <remarks>The item is a SKU or a product's id.</remarks>
    internal static async Task<Results<Ok<PlainCartBody>, Problem>> Remove(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string itemId)
    {
        var grain = OwnCart.Of(command.Caller, grains, seal);
        var cart = await grain.Get(command.Caller, checkStock: false);
        if (IsGone(cart)) return new Problem(UnknownIds.Line);
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
}

/// <summary>An item and the quantity to add.</summary>
/// <param name="ItemId">The SKU, or the product's id.</param>
/// <param name="Quantity">How many units.</param>
/// <example>{ "itemId": "BOOK-1", "quantity": 2 }</example>
internal sealed record PlainItemRequest(
    [TextOf<Sku>] string ItemId, [Range(1, CartLimits.QuantityMax)] int Quantity);

/// <summary>The caller's own cart.</summary>
/// <param name="Success">Always true.</param>
/// <param name="CartId">The cart's id, once there is a cart.</param>
/// <param name="CartItems">The items, in the order they were added.</param>
/// <param name="TotalPrice">The sum of price times quantity, in minor units.</param>
/// <param name="Currency">The currency of the prices.</param>
internal sealed record PlainCartBody(
    bool Success,
    [TextOf<CartId>] string? CartId,
    IReadOnlyList<PlainCartItemBody> CartItems,
    long TotalPrice,
    [TextOf<Currency>] string Currency)
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

/// <summary>An item of the caller's own cart.</summary>
/// <param name="ItemId">The SKU.</param>
/// <param name="Title">The product's title.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="Price">The price of one unit, in minor units.</param>
/// <param name="TotalPrice">The price of all units, in minor units.</param>
internal sealed record PlainCartItemBody(
    [TextOf<Sku>] string ItemId, string Title, [Range(1, CartLimits.QuantityMax)] int Quantity, long Price,
    long TotalPrice);
