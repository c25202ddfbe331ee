namespace ShopActors.Client;

/// <summary>A postal address.</summary>
public sealed record Address
{
    /// <summary>The person who receives goods or the invoice.</summary>
    public required string Name { get; init; }

    /// <summary>Street and number.</summary>
    public required string Line1 { get; init; }

    /// <summary>The city.</summary>
    public required string City { get; init; }

    /// <summary>The country's two-letter code of ISO 3166-1.</summary>
    public required string Country { get; init; }

    /// <summary>The company.</summary>
    public string? Company { get; init; }

    /// <summary>A second line.</summary>
    public string? Line2 { get; init; }

    /// <summary>The postal code.</summary>
    public string? PostalCode { get; init; }

    /// <summary>State, province or the like, as its country abbreviates it; taxes may follow from it.</summary>
    public string? Region { get; init; }
}
