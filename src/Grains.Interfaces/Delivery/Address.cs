namespace ShopActors;

/// <summary>A postal address. Texts are stored in NFC and trimmed, and contain no control characters.</summary>
[GenerateSerializer, Immutable, Alias("shop.address")]
public sealed record Address
{
    /// <summary>The person who receives goods or the invoice.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>The company; null for none.</summary>
    [Id(1)]
    public string? Company { get; init; }

    /// <summary>Street and number.</summary>
    [Id(2)]
    public required string Line1 { get; init; }

    /// <summary>A second line; null for none.</summary>
    [Id(3)]
    public string? Line2 { get; init; }

    /// <summary>The postal code; null where there are none.</summary>
    [Id(4)]
    public string? PostalCode { get; init; }

    /// <summary>The city.</summary>
    [Id(5)]
    public required string City { get; init; }

    /// <summary>State, province or the like, as its country abbreviates it; null for none.</summary>
    [Id(6)]
    public string? Region { get; init; }

    /// <summary>The country.</summary>
    [Id(7)]
    public required Country Country { get; init; }

    /// <summary>Leaves out everything that is personal.</summary>
    public override string ToString() => $"address in {Country}";
}
