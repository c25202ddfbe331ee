namespace ShopActors.Client;

/// <summary>Which orders an operator asks for; what is null restricts nothing.</summary>
public sealed record OrderQuery
{
    /// <summary>Only orders of this status.</summary>
    public OrderStatus? Status { get; init; }

    /// <summary>Only orders whose goods are so far.</summary>
    public FulfilmentStatus? Fulfilment { get; init; }

    /// <summary>Only orders about which a person has to decide, or only others.</summary>
    public bool? NeedsReview { get; init; }

    /// <summary>Only orders placed at this instant or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only orders placed before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only orders of this customer: the id or the e-mail address.</summary>
    public string? Customer { get; init; }

    /// <summary>An order's number or id, a SKU, a coupon code, or words of titles.</summary>
    public string? Text { get; init; }
}
