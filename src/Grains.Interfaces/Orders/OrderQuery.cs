namespace ShopActors;

/// <summary>Which orders to list; what is null restricts nothing.</summary>
[GenerateSerializer, Immutable, Alias("shop.order-query")]
public sealed record OrderQuery
{
    /// <summary>The status.</summary>
    [Id(0)]
    public OrderStatus? Status { get; init; }

    /// <summary>How far the goods are.</summary>
    [Id(1)]
    public FulfilmentStatus? Fulfilment { get; init; }

    /// <summary>Whether a person has to decide something about it.</summary>
    [Id(2)]
    public bool? NeedsReview { get; init; }

    /// <summary>Placed at this time or later.</summary>
    [Id(3)]
    public DateTimeOffset? From { get; init; }

    /// <summary>Placed before this time.</summary>
    [Id(4)]
    public DateTimeOffset? To { get; init; }

    /// <summary>The buyer: a customer's id or e-mail address.</summary>
    [Id(5)]
    public string? Customer { get; init; }

    /// <summary>An order's number or id, a SKU, a coupon code, or words of titles.</summary>
    [Id(6)]
    public string? Text { get; init; }

    /// <summary>The cursor of the previous page; null for the first.</summary>
    [Id(7)]
    public string? Cursor { get; init; }

    /// <summary>The most orders to return.</summary>
    [Id(8)]
    public int Limit { get; init; } = OrderLimits.PageMax;
}
