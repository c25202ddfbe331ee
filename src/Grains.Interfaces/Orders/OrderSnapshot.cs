using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The status of an order.</summary>
[GenerateSerializer, Alias("shop.order-status")]
public enum OrderStatus
{
    /// <summary>Not finished yet; it becomes confirmed or cancelled without further calls.</summary>
    Pending = 0,

    /// <summary>Paid for, and the stock is sold.</summary>
    Confirmed = 1,

    /// <summary>Not sold: nothing was captured and nothing is held.</summary>
    Cancelled = 2,
}

/// <summary>An order as its owner sees it.</summary>
[GenerateSerializer, Immutable, Alias("shop.order-snapshot")]
public sealed record OrderSnapshot
{
    /// <summary>The order's id.</summary>
    [Id(0)]
    public required OrderId Id { get; init; }

    /// <summary>The owner.</summary>
    [Id(1)]
    public required PrincipalId Owner { get; init; }

    /// <summary>The cart it was placed from.</summary>
    [Id(2)]
    public required CartId Cart { get; init; }

    /// <summary>The status.</summary>
    [Id(3)]
    public required OrderStatus Status { get; init; }

    /// <summary>Why it was cancelled, or is being cancelled; null otherwise.</summary>
    [Id(4)]
    public CancelReason? Reason { get; init; }

    /// <summary>Details of the reason, such as the payment's decline code.</summary>
    [Id(5)]
    public ImmutableDictionary<string, string> ReasonDetails { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The ordered lines.</summary>
    [Id(6)]
    public required ImmutableArray<OrderLine> Lines { get; init; }

    /// <summary>What the buyer pays, fixed when the order was accepted.</summary>
    [Id(7)]
    public required Money Total { get; init; }

    /// <summary>The payment.</summary>
    [Id(8)]
    public required PaymentId Payment { get; init; }

    /// <summary>The payment's status as far as the order knows it.</summary>
    [Id(9)]
    public required PaymentStatus PaymentStatus { get; init; }

    /// <summary>The amount captured.</summary>
    [Id(10)]
    public required Money Captured { get; init; }

    /// <summary>The amount refunded.</summary>
    [Id(11)]
    public required Money Refunded { get; init; }

    /// <summary>Every requested refund, oldest first.</summary>
    [Id(12)]
    public ImmutableArray<RefundSnapshot> Refunds { get; init; } = [];

    /// <summary>When it was placed.</summary>
    [Id(13)]
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>When the order is cancelled unless its capture has begun.</summary>
    [Id(14)]
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>When it was confirmed or cancelled.</summary>
    [Id(15)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Counts every event of its timeline, from 1.</summary>
    [Id(16)]
    public required long Version { get; init; }

    /// <summary>
    /// Whether this answers a repeated <see cref="IOrderGrain.Place"/>: the order existed before the command.
    /// </summary>
    [Id(17)]
    public bool IsReplay { get; init; }

    /// <summary>
    /// Whether the outcome of a payment operation is unknown, so that the order waits for a person's decision or a late
    /// answer of the provider.
    /// </summary>
    [Id(18)]
    public bool NeedsReview { get; init; }

    /// <summary>What the payer has to do; null for nothing.</summary>
    [Id(28)]
    public PayerAction? PayerAction { get; init; }

    /// <summary>What the shopper attached to the cart.</summary>
    [Id(19)]
    public ImmutableDictionary<string, string> Metadata { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The number for people; null until the order is confirmed.</summary>
    [Id(23)]
    public long? Number { get; init; }

    /// <summary>How far the goods are.</summary>
    [Id(24)]
    public FulfilmentStatus Fulfilment { get; init; }

    /// <summary>The shipments, oldest first.</summary>
    [Id(25)]
    public ImmutableArray<ShipmentSnapshot> Shipments { get; init; } = [];

    /// <summary>The returns, oldest first.</summary>
    [Id(26)]
    public ImmutableArray<ReturnSnapshot> Returns { get; init; } = [];

    /// <summary>What operators noted, oldest first.</summary>
    [Id(27)]
    public ImmutableArray<OrderNote> Notes { get; init; } = [];

    /// <summary>How the total comes about; null if it is just the sum of the lines.</summary>
    [Id(20)]
    public CartCharges? Charges { get; init; }

    /// <summary>Who buys; null if the cart did not tell, or the data were erased.</summary>
    [Id(21)]
    public BuyerDetails? Buyer { get; init; }

    /// <summary>The same as journals have it, encrypted.</summary>
    [Id(22)]
    public string? SealedBuyer { get; init; }
}
