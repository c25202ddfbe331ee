namespace ShopActors;

/// <summary>As much of the shipping address as prices follow from.</summary>
internal sealed record ShipTo(Country Country, string? Region);
