namespace ShopActors.Client;

/// <summary>An order.</summary>
public sealed record Order : ShopResource
{
    /// <summary>The order's id.</summary>
    public required string Id { get; init; }

    /// <summary>The number for people; null until it is confirmed.</summary>
    public string? Number { get; init; }

    /// <summary>The cart it was placed from.</summary>
    public required string CartId { get; init; }

    /// <summary>Its status; a pending order ends without further requests.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>Why it was cancelled, or is being cancelled.</summary>
    public CancellationReason? Reason { get; init; }

    /// <summary>Details of the reason, as text, such as the payment's <c>declineCode</c>.</summary>
    public IReadOnlyDictionary<string, string>? ReasonDetails { get; init; }

    /// <summary>The ordered lines.</summary>
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>What was attached to the cart.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>The sum of the lines' prices.</summary>
    public required Money Subtotal { get; init; }

    /// <summary>The discounts, in the order they were applied.</summary>
    public required IReadOnlyList<Discount> Discounts { get; init; }

    /// <summary>What the shipping costs after discounts.</summary>
    public required Money Shipping { get; init; }

    /// <summary>The tax of lines and shipping.</summary>
    public required Money Tax { get; init; }

    /// <summary>Whether prices include the tax; otherwise the total is that much more.</summary>
    public required bool TaxIncluded { get; init; }

    /// <summary>What the buyer pays, fixed when the order was placed.</summary>
    public required Money Total { get; init; }

    /// <summary>What was refunded.</summary>
    public required Money Refunded { get; init; }

    /// <summary>How far the goods are.</summary>
    public required FulfilmentStatus Fulfilment { get; init; }

    /// <summary>The shipments, oldest first.</summary>
    public required IReadOnlyList<Shipment> Shipments { get; init; }

    /// <summary>The returns, oldest first.</summary>
    public required IReadOnlyList<Return> Returns { get; init; }

    /// <summary>The chosen shipping method.</summary>
    public ChosenShipping? ShippingMethod { get; init; }

    /// <summary>How to reach the buyer; null also after it was erased.</summary>
    public Contact? Contact { get; init; }

    /// <summary>Where the goods go; null also after it was erased.</summary>
    public Address? ShippingAddress { get; init; }

    /// <summary>Where the invoice goes; null for the shipping address.</summary>
    public Address? BillingAddress { get; init; }

    /// <summary>What operators noted; null for others.</summary>
    public IReadOnlyList<OrderNote>? Notes { get; init; }

    /// <summary>Its payment.</summary>
    public required OrderPayment Payment { get; init; }

    /// <summary>When it was placed.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>When it was confirmed or cancelled.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether a person has to decide about its payment.</summary>
    public required bool NeedsReview { get; init; }

    /// <summary>Counts the events of its timeline, from 1.</summary>
    public required long Version { get; init; }
}
