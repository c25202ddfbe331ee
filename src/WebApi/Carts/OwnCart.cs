using ShopActors.WebApi.Catalog;

namespace ShopActors.WebApi.Carts;

/// <summary>The one cart that each caller has without creating it, for the plain routes and for messages.</summary>
internal static class OwnCart
{
    private const string Name = "own";

    public static ICartGrain Of(Caller caller, IGrainFactory grains, IdSeal seal) =>
        grains.GetGrain<ICartGrain>(seal.Seal(CartId.For(caller.Id, Name)).Value);

    /// <summary>Adds an item by its SKU or its product's id; the first one creates the cart.</summary>
    public static async Task<Result<CartSnapshot>> AddItemAsync(
        IGrainFactory grains, IdSeal seal, Caller caller, OperationId operation, string itemId, int quantity)
    {
        if (await ItemIds.FindAsync(grains, itemId) is not { } product) return UnknownIds.Sku;
        var grain = Of(caller, grains, seal);

        // Another command than the addition, so that both are remembered.
        var cart = await grain.Create(new($"{operation}/create"), caller, product.Price.Currency);
        if (cart.IsRefused) return cart;
        return await grain.AddItem(
            operation, caller, new AddCartItem { Sku = product.Sku, Quantity = quantity }, VersionMatch.Any);
    }
}
