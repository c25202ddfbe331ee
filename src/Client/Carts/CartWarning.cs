namespace ShopActors.Client;

/// <summary>A notice for the shopper, which does not block the cart.</summary>
public sealed record CartWarning
{
    /// <summary>The kind of warning.</summary>
    public required CartWarningCode Code { get; init; }

    /// <summary>The line that it is about.</summary>
    public required string LineId { get; init; }

    /// <summary>The line's SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>
    /// The numbers behind it, as text: <c>old</c> and <c>new</c> price, <c>requested</c> and <c>available</c> units, or
    /// <c>requested</c> and allowed <c>quantity</c>.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Details { get; init; }
}
