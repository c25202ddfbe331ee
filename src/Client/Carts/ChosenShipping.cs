namespace ShopActors.Client;

/// <summary>The chosen shipping method.</summary>
public sealed record ChosenShipping
{
    /// <summary>The method's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name; null if it does not deliver there.</summary>
    public string? Name { get; init; }

    /// <summary>Its price before discounts; null if it does not deliver there.</summary>
    public Money? Price { get; init; }
}
