namespace ShopActors;

/// <summary>Which customers to list; what is null restricts nothing.</summary>
[GenerateSerializer, Immutable, Alias("shop.customer-query")]
public sealed record CustomerQuery
{
    /// <summary>A customer's id, an e-mail address, or parts of names and addresses.</summary>
    [Id(0)]
    public string? Text { get; init; }

    /// <summary>The cursor of the previous page; null for the first.</summary>
    [Id(1)]
    public string? Cursor { get; init; }

    /// <summary>The most customers to return.</summary>
    [Id(2)]
    public int Limit { get; init; } = CustomerLimits.PageMax;
}
