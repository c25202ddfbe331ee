namespace ShopActors.Client;

/// <summary>Units of an order: of a line by its number, or of all lines of a SKU.</summary>
public sealed record OrderUnits
{
    /// <summary>How many units.</summary>
    public required int Quantity { get; init; }

    /// <summary>The line's number, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>The SKU, instead of the line's number.</summary>
    public string? Sku { get; init; }
}
