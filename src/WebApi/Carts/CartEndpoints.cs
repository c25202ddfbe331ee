using System.Collections.Immutable;
using System.Security.Cryptography;
using ShopActors.WebApi.Http;
using ShopActors.WebApi.Limits;
using ShopActors.WebApi.Problems;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Carts;

/// <summary>Carts of guests and customers.</summary>
internal static class CartEndpoints
{
    public static void MapCarts(this IEndpointRouteBuilder routes)
    {
        var carts = routes.MapGroup("/carts").WithTags("Carts");
        carts.MapPost("", Create).Public().WithMetadata(new Creation(Always: true))
            .Produces<CartBody>(StatusCodes.Status201Created).ProducesProblem(400);
        carts.MapGet("/{id}", Get).ForShoppers().Produces<CartBody>().ProducesProblem(404).ProducesProblem(410);
        carts.MapPost("/{id}/items", AddItem).ForShoppers().Produces<CartBody>().ProducesProblem(404)
            .ProducesProblem(409);
        carts.MapPatch("/{id}/items/{lineId}", SetQuantity).ForShoppers().Produces<CartBody>().ProducesProblem(404);
        carts.MapDelete("/{id}/items/{lineId}", RemoveLine).ForShoppers().Produces<CartBody>().ProducesProblem(404);
        carts.MapPost("/{id}/merge", Merge).ForShoppers().Produces<CartBody>().ProducesProblem(409);
    }

    private static async Task<IResult> Create(
        HttpContext context,
        IGrainFactory grains,
        Operations operations,
        RandomNumberGenerator random,
        IdSeal seal,
        CreateCartRequest? body)
    {
        if (!Currency.TryParse(body?.Currency ?? Currency.Eur.Value, out var currency))
        {
            return new Problem(ApiErrors.InvalidRequest);
        }

        var (caller, token) = CartOwners.Resolve(context, random, seal);
        if (!operations.TryGetOrNew(context, caller.Id, "POST /carts", out var operation, out var problem))
        {
            return problem;
        }

        var id = CartOwners.CartFor(caller.Id, operation, seal);
        var cart = await grains.GetGrain<ICartGrain>(id.Value).Create(operation, caller, currency);
        if (cart.IsOk && token is not null) GuestCookie.Set(context, token);
        return cart.CreatedWithTag(
            context,
            created => $"/carts/{created.Id}",
            created => created.Version,
            created => CartBody.Of(created, token?.Reveal()));
    }

    private static async Task<IResult> Get(
        HttpContext context, IGrainFactory grains, IdSeal seal, string id, bool? checkStock)
    {
        if (!TryGetGrain(grains, seal, id, out var grain)) return new Problem(UnknownIds.Cart);
        var cart = await grain.Get(context.GetCaller(), checkStock ?? false);
        return cart.OkWithTag(context, EntityTags.Of, CartBody.Of);
    }

    private static async Task<IResult> AddItem(
        HttpContext context, IGrainFactory grains, Operations operations, IdSeal seal, string id, AddItemRequest body)
    {
        var caller = context.GetCaller();
        if (!operations.TryGetOrNew(context, caller.Id, $"POST /carts/{id}/items", out var operation, out var problem))
        {
            return problem;
        }

        if (!TryGetGrain(grains, seal, id, out var grain)) return new Problem(UnknownIds.Cart);
        if (!Sku.TryParse(body.Sku, out var sku)) return new Problem(UnknownIds.Sku);

        var cart = await grain.AddItem(operation, caller, new AddCartItem
        {
            Sku = sku,
            Quantity = body.Quantity,
            Metadata = body.Metadata?.ToImmutableDictionary() ?? ImmutableDictionary<string, string>.Empty,
        });
        return cart.OkWithTag(context, EntityTags.Of, CartBody.Of);
    }

    private static async Task<IResult> SetQuantity(
        HttpContext context, IGrainFactory grains, Operations operations, IdSeal seal, string id, string lineId,
        SetQuantityRequest body)
    {
        var caller = context.GetCaller();
        var route = $"PATCH /carts/{id}/items/{lineId}";
        if (!operations.TryGetOrNew(context, caller.Id, route, out var operation, out var problem)) return problem;
        if (!TryGetGrain(grains, seal, id, out var grain)) return new Problem(UnknownIds.Cart);
        if (!LineId.TryParse(lineId, out var line)) return new Problem(UnknownIds.Line);

        var cart = await grain.SetQuantity(operation, caller, line, body.Quantity);
        return cart.OkWithTag(context, EntityTags.Of, CartBody.Of);
    }

    private static async Task<IResult> RemoveLine(
        HttpContext context, IGrainFactory grains, Operations operations, IdSeal seal, string id, string lineId)
    {
        var caller = context.GetCaller();
        var route = $"DELETE /carts/{id}/items/{lineId}";
        if (!operations.TryGetOrNew(context, caller.Id, route, out var operation, out var problem)) return problem;
        if (!TryGetGrain(grains, seal, id, out var grain)) return new Problem(UnknownIds.Cart);
        if (!LineId.TryParse(lineId, out var line)) return new Problem(UnknownIds.Line);

        var cart = await grain.RemoveLine(operation, caller, line);
        return cart.IsOk && context.Request.Headers["Prefer"] == "return=minimal"
            ? Results.NoContent()
            : cart.OkWithTag(context, EntityTags.Of, CartBody.Of);
    }

    private static async Task<IResult> Merge(
        HttpContext context, IGrainFactory grains, Operations operations, IdSeal seal, string id, MergeCartRequest body)
    {
        var caller = context.GetCaller();
        if (!operations.TryGetOrNew(context, caller.Id, $"POST /carts/{id}/merge", out var operation, out var problem))
        {
            return problem;
        }

        if (!TryGetGrain(grains, seal, id, out var grain)) return new Problem(UnknownIds.Cart);
        if (!TryReadMerge(body, caller, seal, out var command)) return new Problem(ApiErrors.InvalidRequest);

        var cart = await grain.Merge(operation, caller, command);
        return cart.OkWithTag(context, EntityTags.Of, CartBody.Of);
    }

    private static bool TryReadMerge(MergeCartRequest body, Caller caller, IdSeal seal, out MergeCart command)
    {
        command = null!;
        if (!seal.TryRead(body.FromCartId, out CartId from)) return false;
        if (!Enum.TryParse<MergeStrategy>(
            body.Strategy ?? nameof(MergeStrategy.Max), ignoreCase: true, out var strategy))
        {
            return false;
        }

        if (!Enum.IsDefined(strategy)) return false;
        var owner = caller;
        if (body.FromToken is not null)
        {
            if (!AccessToken.TryParse(body.FromToken, seal, out var token) || !token.IsGuest) return false;
            owner = Caller.Guest(token.Hash);
        }

        command = new MergeCart { From = from, FromOwner = owner, Strategy = strategy };
        return true;
    }

    private static bool TryGetGrain(IGrainFactory grains, IdSeal seal, string id, out ICartGrain grain)
    {
        var valid = seal.TryRead(id, out CartId cart);
        grain = valid ? grains.GetGrain<ICartGrain>(cart.Value) : null!;
        return valid;
    }
}
