using ShopActors.WebApi.Carts;
using ShopActors.WebApi.Catalog;

namespace ShopActors.WebApi.Messaging;

/// <summary>
/// Maps messages to the commands of carts. They concern the units of an item without metadata, which are one line, so
/// that every delivery of a message is the same command of the cart.
/// </summary>
internal sealed class CartMessages(IGrainFactory grains, IdSeal seal)
{
    private const int ReadsMax = 8;

    public async Task<MessageOutcome> ExecuteAsync(Caller caller, string key, CartMessage message)
    {
        if (message.UserId is { } user && user != caller.Id.Value) return MessageOutcome.Refused(ApiErrors.Forbidden);
        var cart = message.Action switch
        {
            CartMessage.AddItem => await AddAsync(caller, key, message),
            CartMessage.RemoveItem => await RemoveAsync(caller, key, message),
            _ => ApiErrors.Invalid("action"),
        };
        return cart.IsOk ? MessageOutcome.Done(null) : MessageOutcome.Refused(cart.Error);
    }

    private Task<Result<CartSnapshot>> AddAsync(Caller caller, string key, CartMessage message)
    {
        var (quantity, target) = (message.Quantity ?? 1, message.CartId ?? "own");
        var operation = OperationId.ForRequest(caller.Id, $"{CartMessage.AddItem} {target}", key);
        return message.CartId is null
            ? OwnCart.AddItemAsync(grains, seal, caller, operation, message.ItemId, quantity)
            : AddToAsync(message.CartId, new(caller, operation, VersionMatch.Any), message.ItemId, quantity);
    }

    private async Task<Result<CartSnapshot>> AddToAsync(string cartId, Command command, string itemId, int quantity) =>
        await FindSkuAsync(itemId) is { } sku
            ? await CartCommands.AddItemAsync(grains, seal, command, cartId, sku.Value, quantity, metadata: null)
            : UnknownIds.Sku;

    private async Task<Result<CartSnapshot>> RemoveAsync(Caller caller, string key, CartMessage message)
    {
        var grain = message.CartId is null
            ? OwnCart.Of(caller, grains, seal)
            : CartCommands.Find(grains, seal, message.CartId);
        if (grain is null) return UnknownIds.Cart;
        if (await FindSkuAsync(message.ItemId) is not { } sku) return UnknownIds.Sku;
        if (message.Quantity is { } quantity and < 1) return ApiErrors.Invalid("quantity");

        var line = LineId.For(new CartId(grain.GetPrimaryKeyString()), sku);
        var operation = OperationId.ForRequest(
            caller.Id, $"{CartMessage.RemoveItem} {line} {message.Quantity}", key);
        return message.Quantity is { } units
            ? await TakeAsync(grain, caller, operation, line, units)
            : await RemoveLineAsync(grain, caller, operation, line, VersionMatch.Any);
    }

    /// <summary>Lowers the quantity of a line; it is removed with its last unit.</summary>
    private static async Task<Result<CartSnapshot>> TakeAsync(
        ICartGrain grain, Caller caller, OperationId operation, LineId id, int units)
    {
        for (var i = 0; i < ReadsMax; i++)
        {
            var cart = await grain.Get(caller, checkStock: false);
            if (cart.IsRefused) return cart;
            var match = new VersionMatch(cart.Value.Version);
            var left = (cart.Value.Lines.FirstOrDefault(line => line.Id == id)?.Quantity ?? 0) - units;
            var changed = left < 1
                ? await RemoveLineAsync(grain, caller, operation, id, match)
                : await grain.SetQuantity(operation, caller, id, left, match);

            // The id says how many units to take, so the cart knows it with another rest from an earlier delivery.
            if (changed.Error?.Code == ErrorCode.IdempotencyKeyReused) return cart;
            if (changed.Error?.Code != ErrorCode.StaleVersion) return changed;
        }

        return ApiErrors.Unavailable;
    }

    /// <summary>A line that is not there need not be removed.</summary>
    private static async Task<Result<CartSnapshot>> RemoveLineAsync(
        ICartGrain grain, Caller caller, OperationId operation, LineId line, VersionMatch match)
    {
        var cart = await grain.RemoveLine(operation, caller, line, match);
        return cart.Error?.Code == ErrorCode.LineNotFound ? await grain.Get(caller, checkStock: false) : cart;
    }

    // A SKU is not looked up, so that units of a product that is gone can be removed.
    private async ValueTask<Sku?> FindSkuAsync(string itemId)
    {
        if (ProductId.TryParse(itemId, out _) && await ItemIds.FindAsync(grains, itemId) is { } product)
        {
            return product.Sku;
        }

        return Sku.TryParse(itemId, out var sku) ? sku : null;
    }
}
