using System.Collections.Immutable;
using Grpc.Core;
using ShopActors.WebApi.Carts;
using Wire = ShopActors.WebApi.Grpc.V1;

namespace ShopActors.WebApi.Grpc;

/// <summary>Carts over gRPC.</summary>
internal sealed class CartCalls(IGrainFactory grains, IdSeal seal) : Wire.CartService.CartServiceBase
{
    public override async Task<Wire.Cart> CreateCart(Wire.CreateCartRequest request, ServerCallContext context)
    {
        var owner = NewOwner.Of(context.GetHttpContext());
        var cart = await CartCommands.CreateAsync(
            grains, seal, owner, request.Currency.Length == 0 ? null : request.Currency,
            request.Metadata.ToImmutableDictionary());
        return WireCart.Of(cart.WrittenOrRefuse(context), owner.Token?.Reveal());
    }

    public override async Task<Wire.Cart> GetCart(Wire.GetCartRequest request, ServerCallContext context)
    {
        var caller = context.GetHttpContext().GetCaller();
        var cart = await CartCommands.GetAsync(grains, seal, caller, request.CartId, request.CheckStock)
            .OfReadAsync(context);
        return WireCart.Of(cart.OrRefuse());
    }

    public override async Task<Wire.Cart> AddItem(Wire.AddItemRequest request, ServerCallContext context)
    {
        var cart = await CartCommands.AddItemAsync(
            grains, seal, Command.Of(context.GetHttpContext()), request.CartId, request.Sku, request.Quantity,
            request.Metadata.ToImmutableDictionary());
        return WireCart.Of(cart.WrittenOrRefuse(context));
    }

    public override async Task<Wire.Cart> SetQuantity(Wire.SetQuantityRequest request, ServerCallContext context)
    {
        var cart = await CartCommands.SetQuantityAsync(
            grains, seal, Command.Of(context.GetHttpContext()), request.CartId, request.LineId, request.Quantity);
        return WireCart.Of(cart.WrittenOrRefuse(context));
    }

    public override async Task<Wire.Cart> RemoveItem(Wire.RemoveItemRequest request, ServerCallContext context)
    {
        var cart = await CartCommands.RemoveLineAsync(
            grains, seal, Command.Of(context.GetHttpContext()), request.CartId, request.LineId);
        return WireCart.Of(cart.WrittenOrRefuse(context));
    }
}
