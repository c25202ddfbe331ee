using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The promotions as a silo knows them.</summary>
internal sealed class PromotionSet
{
    private readonly FrozenDictionary<CouponCode, PromotionSnapshot> _byCode;

    public PromotionSet(PromotionsState state)
    {
        var open = state.Promotions.Select(stored => stored.Promotion).Where(one => one.EndedAt is null).ToList();
        Automatic = [.. open.Where(promotion => promotion.Terms.Code is null)];

        // The latest of several of one code: the others' time is over.
        _byCode = open.Where(promotion => promotion.Terms.Code is not null)
            .GroupBy(promotion => promotion.Terms.Code!.Value)
            .ToFrozenDictionary(group => group.Key, group => group.Last());
    }

    /// <summary>Those that apply by themselves, oldest first.</summary>
    public ImmutableArray<PromotionSnapshot> Automatic { get; }

    /// <summary>The promotion of a code, if it is active at that time.</summary>
    public PromotionSnapshot? Find(CouponCode code, DateTimeOffset now) =>
        _byCode.TryGetValue(code, out var promotion) && promotion.IsActive(now) ? promotion : null;
}
