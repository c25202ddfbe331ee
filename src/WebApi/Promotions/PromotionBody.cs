using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Promotions;

/// <summary>A promotion.</summary>
/// <param name="Id">The promotion's id.</param>
/// <param name="Name">The name that shoppers see.</param>
/// <param name="Code">The coupon code that brings it; absent if it applies by itself.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Value">The percentage, or the fixed amount in minor units.</param>
/// <param name="Currency">The currency of a fixed amount.</param>
/// <param name="Buy">How many units are paid.</param>
/// <param name="Get">How many further units are free.</param>
/// <param name="MinimumAmount">The least sum of the lines it is for.</param>
/// <param name="Skus">The SKUs it is for; with no categories either, all products.</param>
/// <param name="Categories">The categories it is for.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends by itself.</param>
/// <param name="UsageLimit">How many orders may use it.</param>
/// <param name="UsageLimitPerCustomer">How many orders of one customer may use it; guests cannot then.</param>
/// <param name="Used">How many orders have used it or are about to; absent without a limit, and in lists.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="EndedAt">When an operator ended it.</param>
/// <example>
/// {
///   "id": "promo_0123456789abcdefghjkmnpqr0", "name": "Welcome", "code": "WELCOME10", "kind": "percentage",
///   "value": 10, "skus": [], "categories": [], "usageLimit": 100, "used": 3, "createdAt": "2030-01-01T12:00:00+00:00"
/// }
/// </example>
internal sealed record PromotionBody(
    [TextOf<PromotionId>] string Id,
    string Name,
    [TextOf<CouponCode>] string? Code,
    [NameOf<PromotionKind>] string Kind,
    decimal? Value,
    [TextOf<Currency>] string? Currency,
    int? Buy,
    int? Get,
    MoneyBody? MinimumAmount,
    IReadOnlyList<string> Skus,
    IReadOnlyList<string> Categories,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    long? UsageLimit,
    long? UsageLimitPerCustomer,
    long? Used,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt)
{
    public static PromotionBody Of(PromotionSnapshot promotion)
    {
        var terms = promotion.Terms;
        return new(
            promotion.Id.Value,
            terms.Name,
            terms.Code?.Value,
            PublicName.Of(terms.Kind),
            terms.Kind == PromotionKind.Percentage ? terms.Share / 100m : terms.Amount?.MinorUnits,
            terms.Amount?.Currency.Value,
            terms.Kind == PromotionKind.BuyXGetY ? terms.Buy : null,
            terms.Kind == PromotionKind.BuyXGetY ? terms.Get : null,
            terms.Minimum is { } minimum ? MoneyBody.Of(minimum) : null,
            [.. terms.Skus.Select(sku => sku.Value)],
            terms.Categories,
            terms.StartsAt,
            terms.EndsAt,
            terms.UsageLimit,
            terms.UsageLimitPerCustomer,
            promotion.Used,
            promotion.CreatedAt,
            promotion.EndedAt);
    }
}

/// <summary>All promotions, latest first.</summary>
/// <param name="Items">The promotions.</param>
internal sealed record PromotionListBody(IReadOnlyList<PromotionBody> Items);

/// <summary>A promotion to add.</summary>
/// <param name="Name">The name that shoppers see.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Value">
/// The percentage, with up to two decimals, or the fixed amount in minor units; absent for the other kinds.
/// </param>
/// <param name="Code">The coupon code that brings it; if it is absent, it applies by itself.</param>
/// <param name="Currency">The currency of a fixed amount; EUR if absent.</param>
/// <param name="Buy">How many units are paid, for <c>buy_x_get_y</c>.</param>
/// <param name="Get">How many further units are free, for <c>buy_x_get_y</c>.</param>
/// <param name="MinimumAmount">The least sum of the lines it is for.</param>
/// <param name="Skus">The SKUs it is for; with no categories either, all products.</param>
/// <param name="Categories">The categories it is for.</param>
/// <param name="StartsAt">When it begins; at once if absent.</param>
/// <param name="EndsAt">When it ends by itself.</param>
/// <param name="UsageLimit">How many orders may use it.</param>
/// <param name="UsageLimitPerCustomer">How many orders of one customer may use it; guests cannot then.</param>
/// <example>
/// { "name": "Welcome", "code": "WELCOME10", "kind": "percentage", "value": 10, "usageLimit": 100 }
/// </example>
internal sealed record PromotionRequest(
    [StringLength(PromotionLimits.NameMax, MinimumLength = 1)] string Name,
    [NameOf<PromotionKind>] string Kind,
    [Range(0, 1_000_000_000)] decimal? Value = null,
    [TextOf<CouponCode>] string? Code = null,
    [TextOf<Currency>] string? Currency = null,
    [Range(1, PromotionLimits.UnitsMax)] int? Buy = null,
    [Range(1, PromotionLimits.UnitsMax)] int? Get = null,
    AmountRequest? MinimumAmount = null,
    IReadOnlyList<string>? Skus = null,
    IReadOnlyList<string>? Categories = null,
    DateTimeOffset? StartsAt = null,
    DateTimeOffset? EndsAt = null,
    [Range(1, PromotionLimits.UsageMax)] long? UsageLimit = null,
    [Range(1, PromotionLimits.UsageMax)] long? UsageLimitPerCustomer = null)
{
    /// <summary>The terms; refused with the member that cannot be one.</summary>
    public Result<PromotionDraft> Read()
    {
        if (!PublicName.TryParse(Kind, out PromotionKind kind)) return ApiErrors.Invalid("kind");
        CouponCode? code = null;
        if (Code is not null)
        {
            if (!CouponCode.TryParse(Code, out var known)) return ApiErrors.Invalid("code");
            code = known;
        }

        if (!ShopActors.Currency.TryParse(Currency ?? ShopActors.Currency.Eur.Value, out var currency))
        {
            return ApiErrors.Invalid("currency");
        }

        // Hundredths of a percent, or minor units: whole numbers both.
        var units = kind == PromotionKind.Percentage ? Value * 100 : Value;
        if (units is { } number && (number != decimal.Truncate(number) || Math.Abs(number) > int.MaxValue))
        {
            return ApiErrors.Invalid("value");
        }

        var skus = ImmutableArray.CreateBuilder<Sku>();
        foreach (var text in Skus ?? [])
        {
            if (!Sku.TryParse(text, out var sku)) return ApiErrors.Invalid("skus");
            skus.Add(sku);
        }

        if (Categories?.Contains(null!) == true) return ApiErrors.Invalid("categories");
        return new PromotionDraft
        {
            Name = Name,
            Code = code,
            Kind = kind,
            Share = kind == PromotionKind.Percentage ? (int)(units ?? 0) : 0,
            Amount = kind == PromotionKind.Percentage || units is null ? null : new((long)units, currency),
            Buy = Buy ?? 0,
            Get = Get ?? 0,
            Minimum = MinimumAmount?.ToMoney(),
            Skus = skus.ToImmutable(),
            Categories = [.. Categories ?? []],
            StartsAt = StartsAt,
            EndsAt = EndsAt,
            UsageLimit = UsageLimit,
            UsageLimitPerCustomer = UsageLimitPerCustomer,
        };
    }
}
