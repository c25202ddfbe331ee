using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// All promotions; there is one such grain, with the key <see cref="Key"/>. It is the only writer of codes, so no code
/// is given twice. Carts read its journal and not the grain. Every method needs the scope
/// <see cref="Scopes.CatalogWrite"/>.
/// </summary>
[Repeatable]
[Alias("shop.promotions"), GrainInterfaceType("shop.promotions"), Version(1), CallableBy(Callers.Api)]
public interface IPromotionsGrain : IGrainWithStringKey
{
    /// <summary>The key of the grain.</summary>
    const string Key = "all";

    /// <summary>
    /// Adds a promotion. Refused with <c>invalid_promotion</c> (detail <c>fields</c>), <c>promotion_exists</c> when
    /// another that has not ended has its code, <c>too_many_promotions</c> or <c>idempotency_key_reused</c>.
    /// </summary>
    [Alias("create")]
    Task<Result<PromotionSnapshot>> Create(OperationId operation, Caller caller, PromotionDraft draft);

    /// <summary>
    /// Ends a promotion: carts and new orders no longer get it. Refused with <c>promotion_not_found</c>.
    /// </summary>
    [Alias("end")]
    Task<Result<PromotionSnapshot>> End(Caller caller, PromotionId promotion);

    /// <summary>Returns a promotion with its uses; refused with <c>promotion_not_found</c>.</summary>
    [ReadOnly, Alias("get")]
    Task<Result<PromotionSnapshot>> Get(Caller caller, PromotionId promotion);

    /// <summary>Returns all promotions, latest first, without their uses.</summary>
    [ReadOnly, Alias("list")]
    Task<Result<ImmutableArray<PromotionSnapshot>>> List(Caller caller);
}
