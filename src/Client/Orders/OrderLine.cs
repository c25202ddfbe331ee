namespace ShopActors.Client;

/// <summary>A line of an order.</summary>
public sealed record OrderLine
{
    /// <summary>Its number, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>The product's id.</summary>
    public required string ProductId { get; init; }

    /// <summary>The product's title when the order was placed.</summary>
    public required string Title { get; init; }

    /// <summary>How many units.</summary>
    public required int Quantity { get; init; }

    /// <summary>The price of one unit.</summary>
    public required Money UnitPrice { get; init; }

    /// <summary>The price of the line.</summary>
    public required Money Total { get; init; }

    /// <summary>How its price comes about; null if that is just this.</summary>
    public LineCharge? Charge { get; init; }

    /// <summary>The units handed to the carrier.</summary>
    public required int Shipped { get; init; }

    /// <summary>The units that came back.</summary>
    public required int Returned { get; init; }

    /// <summary>The units whose price was refunded, or is being refunded.</summary>
    public required int Refunded { get; init; }

    /// <summary>What was attached to the cart's line.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
}
