namespace ShopActors.Client;

/// <summary>Units that came back: of a line by its number, or of all lines of a SKU.</summary>
public sealed record ReceivedUnits
{
    /// <summary>How many units.</summary>
    public required int Quantity { get; init; }

    /// <summary>The line's number, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>The SKU, instead of the line's number.</summary>
    public string? Sku { get; init; }

    /// <summary>How many of them can be sold again; all if null.</summary>
    public int? Restock { get; init; }
}
