namespace ShopActors.Client;

/// <summary>Units of a line of an order.</summary>
public sealed record LineUnits
{
    /// <summary>The line's number, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>How many units.</summary>
    public required int Quantity { get; init; }
}
