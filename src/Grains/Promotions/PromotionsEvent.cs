using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The events of the promotions; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(PromotionAdded), "added")]
[JsonDerivedType(typeof(PromotionEnded), "ended")]
internal abstract record PromotionsEvent
{
    /// <summary>When it was decided, by the clock of the deciding silo.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed record PromotionAdded(PromotionId Promotion, PromotionDraft Terms, string Fingerprint)
    : PromotionsEvent;

internal sealed record PromotionEnded(PromotionId Promotion) : PromotionsEvent;
