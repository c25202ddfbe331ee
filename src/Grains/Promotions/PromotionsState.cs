using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>All promotions, oldest first.</summary>
internal sealed record PromotionsState : IJournalState<PromotionsState, PromotionsEvent>
{
    public static JournalCodec<PromotionsState, PromotionsEvent> Codec { get; } =
        new(PromotionJson.Default.PromotionsState, PromotionJson.Default.PromotionsEvent);

    public ImmutableArray<StoredPromotion> Promotions { get; init; } = [];

    public static PromotionsState Begin(string key) => new();

    public StoredPromotion? Find(PromotionId id) => Promotions.FirstOrDefault(stored => stored.Promotion.Id == id);

    public PromotionsState Apply(PromotionsEvent e) => e switch
    {
        PromotionAdded added => this with
        {
            Promotions = Keep().Add(new(
                new() { Id = added.Promotion, Terms = added.Terms, CreatedAt = added.At }, added.Fingerprint)),
        },
        PromotionEnded ended => this with
        {
            Promotions = Promotions.Replace(
                Find(ended.Promotion)!, Find(ended.Promotion)! with
                {
                    Promotion = Find(ended.Promotion)!.Promotion with { EndedAt = ended.At },
                }),
        },
        _ => throw new InvalidOperationException($"Unknown promotion event {e.GetType().Name}."),
    };

    /// <summary>Drops the oldest ended promotion when there are too many in all.</summary>
    private ImmutableArray<StoredPromotion> Keep() =>
        Promotions.Length >= 2 * PromotionLimits.PromotionsMax
            ? Promotions.Remove(Promotions.First(stored => stored.Promotion.EndedAt is not null))
            : Promotions;
}

/// <summary>A promotion, and what identifies the content of the command that added it.</summary>
internal sealed record StoredPromotion(PromotionSnapshot Promotion, string Fingerprint);
