using ShopActors.WebApi.Orders;

namespace ShopActors.WebApi.Customers;

/// <summary>A customer as operators see it.</summary>
/// <param name="Id">The customer's id.</param>
/// <param name="Name">The name.</param>
/// <param name="Email">The e-mail address as it was entered.</param>
/// <param name="EmailVerified">Whether the customer has shown to read the mail of the address.</param>
/// <param name="CreatedAt">When the customer was registered.</param>
/// <param name="OrderCount">The number of confirmed orders.</param>
/// <param name="Spent">What was paid for them and not refunded, for each currency.</param>
/// <param name="LastOrderId">The order that was placed last; absent without orders.</param>
/// <param name="LastOrderAt">When the last order was placed; absent without orders.</param>
internal sealed record CustomerRecordBody(
    [TextOf<CustomerId>] string Id,
    string Name,
    string Email,
    bool EmailVerified,
    DateTimeOffset CreatedAt,
    long OrderCount,
    IReadOnlyList<MoneyBody> Spent,
    [TextOf<OrderId>] string? LastOrderId,
    DateTimeOffset? LastOrderAt)
{
    public static CustomerRecordBody Of(CustomerRecord record) => new(
        record.Customer.Id.Value,
        record.Customer.Name,
        record.Customer.Email,
        record.Customer.EmailVerified,
        record.Customer.CreatedAt,
        record.Totals.Orders,
        [.. record.Totals.Spent.Select(MoneyBody.Of)],
        record.Totals.LastOrder?.Value,
        record.Totals.LastOrderAt);

    // Leaves the name and the address out.
    public override string ToString() => Id;
}

/// <summary>A customer with the latest orders.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Orders">
/// The latest orders, also those that are not confirmed; absent without `orders:read`. `GET /ops/orders?customer=` has
/// all.
/// </param>
internal sealed record CustomerDetailBody(CustomerRecordBody Customer, IReadOnlyList<OrderBody>? Orders);

/// <summary>A page of customers, the latest registered first.</summary>
/// <param name="Items">The customers.</param>
/// <param name="NextCursor">The cursor of the next page; absent on the last one.</param>
internal sealed record CustomerRecordPageBody(IReadOnlyList<CustomerRecordBody> Items, string? NextCursor);

/// <summary>The latest recount of all customers' orders.</summary>
/// <param name="Status">The status.</param>
/// <param name="RequestedAt">When it was asked for; absent if it never was.</param>
/// <param name="RequestedBy">The operator who asked for it.</param>
/// <param name="EndedAt">When it ended; absent while it is running.</param>
/// <param name="Customers">The customers that were counted, with those who were deleted.</param>
internal sealed record RecountBody(
    [NameOf<RecountStatus>] string Status,
    DateTimeOffset? RequestedAt,
    string? RequestedBy,
    DateTimeOffset? EndedAt,
    long? Customers)
{
    public static RecountBody Of(RecountSnapshot recount) => new(
        PublicName.Of(recount.Status), recount.RequestedAt, recount.RequestedBy?.Value, recount.EndedAt,
        recount.Customers);
}
