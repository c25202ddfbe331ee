using Microsoft.AspNetCore.Http.HttpResults;

namespace ShopActors.WebApi.Promotions;

/// <summary>Promotions and their coupons.</summary>
internal static class PromotionEndpoints
{
    public static void MapPromotions(this IEndpointRouteBuilder routes)
    {
        var promotions = routes.MapGroup("/promotions").WithTags("Promotions");
        promotions.MapPost("", Create).ForOperators(Scopes.CatalogWrite).WithName("createPromotion").Refuses(
            ErrorCode.InvalidPromotion, ErrorCode.PromotionExists, ErrorCode.TooManyPromotions,
            ErrorCode.IdempotencyKeyReused);
        promotions.MapGet("", List).ForOperators(Scopes.CatalogWrite).WithName("listPromotions");
        promotions.MapGet("/{promotionId}", Get).ForOperators(Scopes.CatalogWrite).WithName("getPromotion")
            .Refuses(ErrorCode.PromotionNotFound);
        promotions.MapPost("/{promotionId}/end", End).ForOperators(Scopes.CatalogWrite).WithName("endPromotion")
            .Refuses(ErrorCode.PromotionNotFound);
    }

    /// <summary>Adds a promotion.</summary>
    /// <remarks>
    /// Carts have it within a second. Its terms never change: to change them, end it and add another.
    /// </remarks>
    internal static async Task<Results<Created<PromotionBody>, Problem>> Create(
        HttpContext context, IGrainFactory grains, Command command, PromotionRequest body)
    {
        var draft = body.Read();
        if (draft.IsRefused) return new Problem(draft.Error);
        var created = await All(grains).Create(command.Id, command.Caller, draft.Value);
        if (created.IsRefused) return new Problem(created.Error);
        Answers.Describe(context, null, created.IsReplay);
        return TypedResults.Created($"/promotions/{created.Value.Id}", PromotionBody.Of(created.Value));
    }

    /// <summary>Lists the promotions.</summary>
    /// <remarks>The latest first, ended ones too.</remarks>
    internal static async Task<Results<Ok<PromotionListBody>, Problem>> List(HttpContext context, IGrainFactory grains)
    {
        var found = await All(grains).List(context.GetCaller());
        return found.OkOrProblem(all => new PromotionListBody([.. all.Select(PromotionBody.Of)]));
    }

    /// <summary>Reads a promotion.</summary>
    /// <remarks>With the number of its uses, if they are limited.</remarks>
    internal static async Task<Results<Ok<PromotionBody>, Problem>> Get(
        HttpContext context, IGrainFactory grains, string promotionId)
    {
        if (!PromotionId.TryParse(promotionId, out var id)) return new Problem(UnknownIds.Promotion);
        var found = await All(grains).Get(context.GetCaller(), id);
        return found.OkOrProblem(PromotionBody.Of);
    }

    /// <summary>Ends a promotion.</summary>
    /// <remarks>Carts lose it within a second; orders that are placed keep it.</remarks>
    internal static async Task<Results<Ok<PromotionBody>, Problem>> End(
        HttpContext context, IGrainFactory grains, Command command, string promotionId)
    {
        if (!PromotionId.TryParse(promotionId, out var id)) return new Problem(UnknownIds.Promotion);
        var ended = await All(grains).End(command.Caller, id);
        if (ended.IsOk) Answers.Describe(context, null, ended.IsReplay);
        return ended.OkOrProblem(PromotionBody.Of);
    }

    private static IPromotionsGrain All(IGrainFactory grains) =>
        grains.GetGrain<IPromotionsGrain>(IPromotionsGrain.Key);
}
