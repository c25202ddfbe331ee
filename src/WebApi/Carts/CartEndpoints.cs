using Microsoft.AspNetCore.Http.HttpResults;
using ShopActors.WebApi.Limits;

namespace ShopActors.WebApi.Carts;

/// <summary>Carts of guests and customers.</summary>
internal static class CartEndpoints
{
    public static void MapCarts(this IEndpointRouteBuilder routes)
    {
        var carts = routes.MapGroup("/carts").WithTags("Carts");
        carts.MapPost("", Create).Public().WithMetadata(new Creation(Always: true)).WithName("createCart")
            .Sends(HeaderNames.ETag, HeaderNames.SetCookie)
            .Refuses(
                ErrorCode.InvalidRequest, ErrorCode.InvalidMetadata, ErrorCode.CartMerged,
                ErrorCode.IdempotencyKeyReused);
        carts.MapGet("/{cartId}", Get).ForShoppers().WithName("getCart")
            .Refuses(ErrorCode.CartNotFound, ErrorCode.CartExpired);
        carts.MapPost("/{cartId}/items", AddItem).ForShoppers().WithName("addCartItem").HonoursMatch()
            .Sends(HeaderNames.ETag).Refuses(LineErrors).Refuses(
                ErrorCode.TooManyLines, ErrorCode.InvalidMetadata, ErrorCode.IdempotencyKeyReused);
        carts.MapPatch("/{cartId}/items/{lineId}", SetQuantity).ForShoppers().WithName("setCartItemQuantity")
            .HonoursMatch().Sends(HeaderNames.ETag)
            .Refuses(LineErrors).Refuses(ErrorCode.LineNotFound, ErrorCode.IdempotencyKeyReused);
        carts.MapDelete("/{cartId}/items/{lineId}", RemoveLine).ForShoppers().WithName("removeCartItem")
            .HonoursMatch().HonoursMinimal().Sends(HeaderNames.ETag)
            .Refuses(CartErrors).Refuses(ErrorCode.LineNotFound, ErrorCode.IdempotencyKeyReused);
        carts.MapPost("/{cartId}/merge", Merge).ForShoppers().WithName("mergeCart").HonoursMatch()
            .Sends(HeaderNames.ETag).Refuses(CartErrors).Refuses(
                ErrorCode.InvalidRequest, ErrorCode.CartUnavailable, ErrorCode.MergeInProgress, ErrorCode.TooManyLines,
                ErrorCode.CurrencyMismatch, ErrorCode.IdempotencyKeyReused);
    }

    /// <summary>What every write to a cart may be refused with.</summary>
    internal static readonly ErrorCode[] CartErrors =
    [
        ErrorCode.CartNotFound, ErrorCode.CartExpired, ErrorCode.CartLocked, ErrorCode.CartMerged,
        ErrorCode.StaleVersion,
    ];

    /// <summary>What a write of a line may be refused with.</summary>
    private static readonly ErrorCode[] LineErrors =
    [
        .. CartErrors, ErrorCode.SkuNotFound, ErrorCode.QuantityOutOfRange, ErrorCode.InsufficientStock,
        ErrorCode.CurrencyMismatch,
    ];

    /// <summary>Creates a cart.</summary>
    /// <remarks>
    /// Without credentials the cart belongs to a new guest, whose token is in the answer and in a cookie.
    /// </remarks>
    internal static async Task<Results<Created<CartBody>, Problem>> Create(
        HttpContext context, IGrainFactory grains, IdSeal seal, NewOwner owner, CreateCartRequest? body)
    {
        var cart = await CartCommands.CreateAsync(grains, seal, owner, body?.Currency, body?.Metadata);
        if (cart.IsOk && owner.Token is { } token) GuestCookie.Set(context, token);
        return cart.Created(
            context, $"/carts/{cart.Value?.Id}", EntityTags.Of,
            created => CartBody.Of(created, owner.Token?.Reveal()));
    }

    /// <summary>Reads a cart.</summary>
    /// <remarks>With <c>checkStock</c> the answer warns of lines for which there is too little stock.</remarks>
    internal static async Task<Results<Ok<CartBody>, NotModified, Problem>> Get(
        HttpContext context, IGrainFactory grains, IdSeal seal, string cartId, bool? checkStock)
    {
        var cart = await CartCommands.GetAsync(grains, seal, context.GetCaller(), cartId, checkStock ?? false);
        return cart.OkIfModified(context, EntityTags.Of, CartBody.Of);
    }

    /// <summary>Adds units of a SKU to a cart.</summary>
    /// <remarks>A SKU has a line for each metadata. Nothing is reserved; the stock is only compared.</remarks>
    internal static async Task<Results<Ok<CartBody>, Problem>> AddItem(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string cartId, AddItemRequest body)
    {
        var cart = await CartCommands.AddItemAsync(
            grains, seal, command, cartId, body.Sku, body.Quantity, body.Metadata);
        return cart.OkWritten(context, EntityTags.Of, CartBody.Of);
    }

    /// <summary>Sets the quantity of a line.</summary>
    /// <remarks>Repeating the request changes nothing more.</remarks>
    internal static async Task<Results<Ok<CartBody>, Problem>> SetQuantity(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string cartId, string lineId,
        SetQuantityRequest body)
    {
        var cart = await CartCommands.SetQuantityAsync(grains, seal, command, cartId, lineId, body.Quantity);
        return cart.OkWritten(context, EntityTags.Of, CartBody.Of);
    }

    /// <summary>Removes a line of a cart.</summary>
    /// <remarks>With <c>Prefer: return=minimal</c> the answer has no body.</remarks>
    internal static async Task<Results<Ok<CartBody>, NoContent, Problem>> RemoveLine(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string cartId, string lineId)
    {
        var cart = await CartCommands.RemoveLineAsync(grains, seal, command, cartId, lineId);
        if (cart.IsRefused) return new Problem(cart.Error);
        Answers.Describe(context, EntityTags.Of(cart.Value), cart.IsReplay);
        if (context.Request.WantsMinimal()) return TypedResults.NoContent();
        return TypedResults.Ok(CartBody.Of(cart.Value));
    }

    /// <summary>Moves the lines of another cart into this one.</summary>
    /// <remarks>The other cart accepts no further commands. A guest's cart is merged when its owner signs in.</remarks>
    internal static async Task<Results<Ok<CartBody>, Problem>> Merge(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string cartId, MergeCartRequest body)
    {
        if (CartCommands.Find(grains, seal, cartId) is not { } grain) return new Problem(UnknownIds.Cart);
        var merge = ReadMerge(body, command.Caller, seal);
        if (merge.IsRefused) return new Problem(merge.Error);
        var cart = await grain.Merge(command.Id, command.Caller, merge.Value, command.Match);
        return cart.OkWritten(context, EntityTags.Of, CartBody.Of);
    }

    private static Result<MergeCart> ReadMerge(MergeCartRequest body, Caller caller, IdSeal seal)
    {
        if (!seal.TryRead(body.FromCartId, out CartId from)) return UnknownIds.Cart;
        var strategy = MergeStrategy.Max;
        if (body.Strategy is not null && !PublicName.TryParse(body.Strategy, out strategy))
        {
            return ApiErrors.Invalid("strategy");
        }

        var owner = caller;
        if (body.FromToken is not null)
        {
            if (!AccessToken.TryParse(body.FromToken, seal, out var token) || !token.IsGuest)
            {
                return ApiErrors.Invalid("fromToken");
            }

            owner = Caller.Guest(token.Hash);
        }

        return new MergeCart { From = from, FromOwner = owner, Strategy = strategy };
    }
}
