using System.Collections.Immutable;

namespace ShopActors;

/// <summary>What the price of a cart follows from, beside the shop's terms.</summary>
internal sealed record PricingInput
{
    public required Currency Currency { get; init; }

    public required ImmutableArray<CartLineSnapshot> Lines { get; init; }

    /// <summary>The lines' products as the catalogue has them.</summary>
    public required CartOffer Offer { get; init; }

    /// <summary>The promotions to apply, in this order.</summary>
    public ImmutableArray<PromotionSnapshot> Promotions { get; init; } = [];

    public ShipTo? ShipTo { get; init; }

    /// <summary>The chosen shipping method.</summary>
    public string? Method { get; init; }

    /// <summary>Whether the buyer is a customer, and no guest.</summary>
    public bool IsCustomer { get; init; }

    public long Grams => Lines.Sum(line => (ProductOf(line.Sku)?.WeightGrams ?? 0) * line.Quantity);

    public ProductSnapshot? ProductOf(Sku sku) => Offer.TryGet(sku, out var product) ? product : null;
}
