using System.Collections.Immutable;

namespace ShopActors.WebApi.Carts;

/// <summary>The use cases of carts, for HTTP and gRPC: they check ids as text and call the cart's grain.</summary>
internal static class CartCommands
{
    public static async Task<Result<CartSnapshot>> CreateAsync(
        IGrainFactory grains, IdSeal seal, NewOwner owner, string? currency,
        ImmutableDictionary<string, string>? metadata)
    {
        if (!Currency.TryParse(currency ?? Currency.Eur.Value, out var known)) return ApiErrors.Invalid("currency");
        var id = seal.Seal(CartId.For(owner.Caller.Id, owner.Operation.Value));
        return await grains.GetGrain<ICartGrain>(id.Value).Create(owner.Operation, owner.Caller, known, metadata);
    }

    public static async Task<Result<CartSnapshot>> GetAsync(
        IGrainFactory grains, IdSeal seal, Caller caller, string cartId, bool checkStock)
    {
        if (Find(grains, seal, cartId) is not { } grain) return UnknownIds.Cart;
        return await grain.Get(caller, checkStock);
    }

    public static async Task<Result<CartSnapshot>> AddItemAsync(
        IGrainFactory grains, IdSeal seal, Command command, string cartId, string skuText, int quantity,
        ImmutableDictionary<string, string>? metadata)
    {
        if (Find(grains, seal, cartId) is not { } grain) return UnknownIds.Cart;
        if (!Sku.TryParse(skuText, out var sku)) return UnknownIds.Sku;
        return await grain.AddItem(command.Id, command.Caller, new AddCartItem
        {
            Sku = sku,
            Quantity = quantity,
            Metadata = metadata ?? ImmutableDictionary<string, string>.Empty,
        }, command.Match);
    }

    public static async Task<Result<CartSnapshot>> SetQuantityAsync(
        IGrainFactory grains, IdSeal seal, Command command, string cartId, string lineId, int quantity)
    {
        if (Find(grains, seal, cartId) is not { } grain) return UnknownIds.Cart;
        if (!LineId.TryParse(lineId, out var line)) return UnknownIds.Line;
        return await grain.SetQuantity(command.Id, command.Caller, line, quantity, command.Match);
    }

    public static async Task<Result<CartSnapshot>> RemoveLineAsync(
        IGrainFactory grains, IdSeal seal, Command command, string cartId, string lineId)
    {
        if (Find(grains, seal, cartId) is not { } grain) return UnknownIds.Cart;
        if (!LineId.TryParse(lineId, out var line)) return UnknownIds.Line;
        return await grain.RemoveLine(command.Id, command.Caller, line, command.Match);
    }

    public static ICartGrain? Find(IGrainFactory grains, IdSeal seal, string cartId) =>
        seal.TryRead(cartId, out CartId cart) ? grains.GetGrain<ICartGrain>(cart.Value) : null;
}
