namespace ShopActors.Client;

/// <summary>A line of a cart.</summary>
public sealed record CartLine
{
    /// <summary>The line's id.</summary>
    public required string Id { get; init; }

    /// <summary>The SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>The product's id.</summary>
    public required string ProductId { get; init; }

    /// <summary>The product's title.</summary>
    public required string Title { get; init; }

    /// <summary>How many units.</summary>
    public required int Quantity { get; init; }

    /// <summary>The price of one unit.</summary>
    public required Money UnitPrice { get; init; }

    /// <summary>The price of the line.</summary>
    public required Money Total { get; init; }

    /// <summary>How its price comes about; null if that is just this.</summary>
    public LineCharge? Charge { get; init; }

    /// <summary>What the shopper attached to the line.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
}
