using Microsoft.AspNetCore.Http.HttpResults;

namespace ShopActors.WebApi.Carts;

/// <summary>What a purchase needs beside lines: the buyer, the shipping method and coupons.</summary>
internal static class PurchaseEndpoints
{
    private static readonly ErrorCode[] BuyerErrors =
    [
        .. CartEndpoints.CartErrors, ErrorCode.InvalidAddress, ErrorCode.PersonalDataErased,
        ErrorCode.IdempotencyKeyReused,
    ];

    public static void MapPurchase(this IEndpointRouteBuilder routes)
    {
        var carts = routes.MapGroup("/carts/{cartId}").WithTags("Carts");
        carts.MapPut("/contact", SetContact).ForShoppers().WithName("setCartContact").HonoursMatch()
            .Sends(HeaderNames.ETag).Refuses(BuyerErrors);
        carts.MapPut("/shipping-address", SetShippingAddress).ForShoppers().WithName("setShippingAddress")
            .HonoursMatch().Sends(HeaderNames.ETag).Refuses(BuyerErrors);
        carts.MapPut("/billing-address", SetBillingAddress).ForShoppers().WithName("setBillingAddress")
            .HonoursMatch().Sends(HeaderNames.ETag).Refuses(BuyerErrors);
        carts.MapGet("/shipping-methods", ListShippingMethods).ForShoppers().WithName("listShippingMethods")
            .Refuses(ErrorCode.CartNotFound, ErrorCode.CartExpired);
        carts.MapPut("/shipping-method", SetShippingMethod).ForShoppers().WithName("setShippingMethod")
            .HonoursMatch().Sends(HeaderNames.ETag).Refuses(CartEndpoints.CartErrors).Refuses(
                ErrorCode.ShippingUnavailable, ErrorCode.IdempotencyKeyReused);
        carts.MapPost("/coupons", AddCoupon).ForShoppers().WithName("addCoupon").HonoursMatch()
            .Sends(HeaderNames.ETag).Refuses(CartEndpoints.CartErrors).Refuses(
                ErrorCode.CouponNotApplicable, ErrorCode.CouponExhausted, ErrorCode.TooManyCoupons,
                ErrorCode.IdempotencyKeyReused);
        carts.MapDelete("/coupons/{code}", RemoveCoupon).ForShoppers().WithName("removeCoupon").HonoursMatch()
            .Sends(HeaderNames.ETag).Refuses(CartEndpoints.CartErrors).Refuses(
                ErrorCode.CouponNotFound, ErrorCode.IdempotencyKeyReused);
    }

    /// <summary>Sets how to reach the buyer.</summary>
    /// <remarks>The order gets it.</remarks>
    internal static Task<Results<Ok<CartBody>, Problem>> SetContact(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string cartId, ContactBody body) =>
        SetBuyerAsync(context, grains, seal, command, cartId, new() { Contact = new(body.Email, body.Phone) });

    /// <summary>Sets where the goods go.</summary>
    /// <remarks>Shipping methods and taxes follow from it.</remarks>
    internal static Task<Results<Ok<CartBody>, Problem>> SetShippingAddress(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string cartId, AddressBody body) =>
        SetAddressAsync(context, grains, seal, command, cartId, body, static address => new() { Shipping = address });

    /// <summary>Sets where the invoice goes.</summary>
    /// <remarks>Without one it goes to the shipping address.</remarks>
    internal static Task<Results<Ok<CartBody>, Problem>> SetBillingAddress(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string cartId, AddressBody body) =>
        SetAddressAsync(context, grains, seal, command, cartId, body, static address => new() { Billing = address });

    /// <summary>Lists the shipping methods.</summary>
    /// <remarks>Those that deliver the cart to its shipping address, if it has one, with their prices.</remarks>
    internal static async Task<Results<Ok<ShippingMethodListBody>, Problem>> ListShippingMethods(
        HttpContext context, IGrainFactory grains, IdSeal seal, string cartId)
    {
        if (CartCommands.Find(grains, seal, cartId) is not { } grain) return new Problem(UnknownIds.Cart);
        var quotes = await grain.GetShippingQuotes(context.GetCaller());
        return quotes.OkOrProblem(found => new ShippingMethodListBody([.. found.Select(ShippingMethodBody.Of)]));
    }

    /// <summary>Chooses a shipping method.</summary>
    /// <remarks>Its price is part of the total from then on.</remarks>
    internal static async Task<Results<Ok<CartBody>, Problem>> SetShippingMethod(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string cartId,
        ShippingMethodRequest body)
    {
        if (CartCommands.Find(grains, seal, cartId) is not { } grain) return new Problem(UnknownIds.Cart);
        var cart = await grain.SetShippingMethod(command.Id, command.Caller, body.Method, command.Match);
        return cart.OkWritten(context, EntityTags.Of, CartBody.Of);
    }

    /// <summary>Adds a coupon.</summary>
    /// <remarks>
    /// Its promotion applies while its terms are met. A use is taken only by the checkout, so another buyer can still
    /// be faster.
    /// </remarks>
    internal static async Task<Results<Ok<CartBody>, Problem>> AddCoupon(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string cartId, CouponRequest body)
    {
        if (CartCommands.Find(grains, seal, cartId) is not { } grain) return new Problem(UnknownIds.Cart);
        if (!CouponCode.TryParse(body.Code, out var code)) return new Problem(UnknownIds.NewCoupon);
        var cart = await grain.AddCoupon(command.Id, command.Caller, code, command.Match);
        return cart.OkWritten(context, EntityTags.Of, CartBody.Of);
    }

    /// <summary>Removes a coupon.</summary>
    /// <remarks>Its promotion no longer applies.</remarks>
    internal static async Task<Results<Ok<CartBody>, Problem>> RemoveCoupon(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string cartId, string code)
    {
        if (CartCommands.Find(grains, seal, cartId) is not { } grain) return new Problem(UnknownIds.Cart);
        if (!CouponCode.TryParse(code, out var known)) return new Problem(UnknownIds.Coupon);
        var cart = await grain.RemoveCoupon(command.Id, command.Caller, known, command.Match);
        return cart.OkWritten(context, EntityTags.Of, CartBody.Of);
    }

    private static async Task<Results<Ok<CartBody>, Problem>> SetAddressAsync(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string cartId, AddressBody body,
        Func<Address, BuyerDetails> change)
    {
        if (!Country.TryParse(body.Country, out var country)) return new Problem(ApiErrors.Invalid("country"));
        return await SetBuyerAsync(context, grains, seal, command, cartId, change(body.ToAddress(country)));
    }

    private static async Task<Results<Ok<CartBody>, Problem>> SetBuyerAsync(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, string cartId, BuyerDetails change)
    {
        if (CartCommands.Find(grains, seal, cartId) is not { } grain) return new Problem(UnknownIds.Cart);
        var cart = await grain.SetBuyer(command.Id, command.Caller, change, command.Match);
        return cart.OkWritten(context, EntityTags.Of, CartBody.Of);
    }
}
