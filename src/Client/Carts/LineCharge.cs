namespace ShopActors.Client;

/// <summary>How a line's price comes about.</summary>
public sealed record LineCharge
{
    /// <summary>What each promotion saves on it.</summary>
    public required IReadOnlyList<Discount> Discounts { get; init; }

    /// <summary>What is saved in all.</summary>
    public required Money Discount { get; init; }

    /// <summary>The tax.</summary>
    public required Money Tax { get; init; }

    /// <summary>The rate of the tax in percent.</summary>
    public required decimal TaxPercent { get; init; }

    /// <summary>What the buyer pays for it, with tax.</summary>
    public required Money Payable { get; init; }
}
