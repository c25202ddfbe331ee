using System.Security.Cryptography;
using ShopActors.WebApi.Catalog;
using ShopActors.WebApi.Http;
using ShopActors.WebApi.Limits;
using ShopActors.WebApi.Problems;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Carts;

/// <summary>
/// The short routes: each caller has one cart, created with its first item. The grain and the rules are
/// those of <c>/carts</c>.
/// </summary>
internal static class PlainCartEndpoints
{
    public static void MapPlainCart(this IEndpointRouteBuilder routes)
    {
        var cart = routes.MapGroup("/cart").WithTags("Plain routes");
        cart.MapGet("", Get).Public().Produces<PlainCartBody>();
        cart.MapPost("", Add).Public().WithMetadata(new Creation(Always: false))
            .Produces<PlainCartBody>().ProducesProblem(404).ProducesProblem(409);
        cart.MapDelete("/{itemId}", Remove).ForShoppers().Produces<PlainCartBody>().ProducesProblem(404);
    }

    private static async Task<IResult> Get(HttpContext context, IGrainFactory grains, IdSeal seal)
    {
        var caller = context.GetCaller();
        if (caller.Kind is not (CallerKind.Guest or CallerKind.Customer)) return Results.Ok(PlainCartBody.Empty);

        var cart = await OwnCart(grains, seal, caller).Get(caller, checkStock: false);
        return cart.IsRefused && cart.Error.Code == UnknownIds.Cart.Code
            ? Results.Ok(PlainCartBody.Empty)
            : cart.OkOrProblem(PlainCartBody.Of);
    }

    private static async Task<IResult> Add(
        HttpContext context,
        IGrainFactory grains,
        Operations operations,
        RandomNumberGenerator random,
        IdSeal seal,
        PlainItemRequest body)
    {
        var (caller, token) = CartOwners.Resolve(context, random, seal);
        if (!operations.TryGetOrNew(context, caller.Id, "POST /cart", out var operation, out var problem))
        {
            return problem;
        }

        if (await ItemIds.FindAsync(grains, body.ItemId) is not { } product) return new Problem(UnknownIds.Sku);

        var grain = OwnCart(grains, seal, caller);
        var cart = await grain.Create(CreationOf(caller), caller, Currency.Eur);
        if (cart.IsOk)
        {
            cart = await grain.AddItem(
                operation, caller, new AddCartItem { Sku = product.Sku, Quantity = body.Quantity });
        }

        if (cart.IsOk && token is not null) GuestCookie.Set(context, token);
        return cart.OkOrProblem(PlainCartBody.Of);
    }

    private static async Task<IResult> Remove(
        HttpContext context, IGrainFactory grains, Operations operations, IdSeal seal, string itemId)
    {
        var caller = context.GetCaller();
        if (!operations.TryGetOrNew(context, caller.Id, $"DELETE /cart/{itemId}", out var operation, out var problem))
        {
            return problem;
        }

        var grain = OwnCart(grains, seal, caller);
        var cart = await grain.Get(caller, checkStock: false);
        if (cart.IsRefused) return new Problem(cart.Error);
        var line = cart.Value.Lines.FirstOrDefault(line => line.Sku.Value == itemId || line.Product.Value == itemId);
        if (line is null) return new Problem(UnknownIds.Line);

        cart = await grain.RemoveLine(operation, caller, line.Id);
        return cart.OkOrProblem(PlainCartBody.Of);
    }

    private static ICartGrain OwnCart(IGrainFactory grains, IdSeal seal, Caller caller) =>
        grains.GetGrain<ICartGrain>(CartOwners.OwnCartOf(caller.Id, seal).Value);

    /// <summary>One operation id per owner, so that creating the cart again on every add changes nothing.</summary>
    private static OperationId CreationOf(Caller caller) => OperationId.ForRequest(caller.Id, "POST /cart", "create");
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
