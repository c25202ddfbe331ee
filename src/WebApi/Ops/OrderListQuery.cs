namespace ShopActors.WebApi.Ops;

/// <summary>Which orders an operator asks for.</summary>
/// <param name="Status">Only orders of this status.</param>
/// <param name="Fulfilment">Only orders whose goods are so far.</param>
/// <param name="NeedsReview">Only orders about which a person has to decide, or only others.</param>
/// <param name="From">Only orders placed at this instant or later.</param>
/// <param name="To">Only orders placed before this instant.</param>
/// <param name="Customer">Only orders of this customer: the id or the e-mail address.</param>
/// <param name="Q">An order's number or id, a SKU, a coupon code, or words of titles.</param>
internal sealed record OrderListQuery(
    string? Status,
    string? Fulfilment,
    bool? NeedsReview,
    DateTimeOffset? From,
    DateTimeOffset? To,
    string? Customer,
    string? Q)
{
    public Result<OrderQuery> Read(Page page)
    {
        OrderStatus? status = null;
        if (Status is { Length: > 0 })
        {
            if (!PublicName.TryParse(Status, out OrderStatus known)) return ApiErrors.InvalidQuery(["status"]);
            status = known;
        }

        FulfilmentStatus? fulfilment = null;
        if (Fulfilment is { Length: > 0 })
        {
            if (!PublicName.TryParse(Fulfilment, out FulfilmentStatus known))
            {
                return ApiErrors.InvalidQuery(["fulfilment"]);
            }

            fulfilment = known;
        }

        if (Q?.Length > OrderLimits.SearchMax) return ApiErrors.InvalidQuery(["q"]);
        if (Customer?.Length > CustomerLimits.EmailMax) return ApiErrors.InvalidQuery(["customer"]);
        return new OrderQuery
        {
            Status = status,
            Fulfilment = fulfilment,
            NeedsReview = NeedsReview,
            From = From,
            To = To,
            Customer = Customer is { Length: > 0 } ? Customer : null,
            Text = Q?.Trim() is { Length: > 0 } text ? text : null,
            Cursor = page.Position,
            Limit = page.Limit,
        };
    }
}
