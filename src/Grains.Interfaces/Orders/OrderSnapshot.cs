using System.Collections.Immutable;

namespace ShopActors;

/// <summary>What has become of an order.</summary>
[GenerateSerializer, Alias("shop.order-status")]
public enum OrderStatus
{
    /// <summary>Under way; it will end by itself as one of the others.</summary>
    Pending = 0,

    /// <summary>Paid and sold.</summary>
    Confirmed = 1,

    /// <summary>Not sold; nothing was taken and nothing is held.</summary>
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

    /// <summary>What has become of it.</summary>
    [Id(3)]
    public required OrderStatus Status { get; init; }

    /// <summary>Why it was cancelled, or is being cancelled: one of <see cref="CancelReasons"/>.</summary>
    [Id(4)]
    public string? Reason { get; init; }

    /// <summary>The facts of the reason, such as the payment's decline code.</summary>
    [Id(5)]
    public ImmutableDictionary<string, string> ReasonDetails { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What is bought.</summary>
    [Id(6)]
    public required ImmutableArray<OrderLine> Lines { get; init; }

    /// <summary>The sum of unit price times quantity, frozen when the order was accepted.</summary>
    [Id(7)]
    public required Money Total { get; init; }

    /// <summary>The payment.</summary>
    [Id(8)]
    public required PaymentId Payment { get; init; }

    /// <summary>Where the payment stands, as far as the order knows.</summary>
    [Id(9)]
    public required PaymentStatus PaymentStatus { get; init; }

    /// <summary>What was taken.</summary>
    [Id(10)]
    public required Money Captured { get; init; }

    /// <summary>What was given back.</summary>
    [Id(11)]
    public required Money Refunded { get; init; }

    /// <summary>Every refund that was asked for, oldest first.</summary>
    [Id(12)]
    public ImmutableArray<RefundSnapshot> Refunds { get; init; } = [];

    /// <summary>When it was placed.</summary>
    [Id(13)]
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>When it is given up unless it is past the point of no return.</summary>
    [Id(14)]
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>When it was confirmed or cancelled.</summary>
    [Id(15)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Counts every event of its time line, from 1.</summary>
    [Id(16)]
    public required long Version { get; init; }

    /// <summary>Whether it answers <see cref="IOrderGrain.Place"/> and was there before that command.</summary>
    [Id(17)]
    public bool IsReplay { get; init; }

    /// <summary>
    /// Whether the outcome of a payment's operation stays unknown, so that the order goes on when a person has decided,
    /// or the provider tells it after all.
    /// </summary>
    [Id(18)]
    public bool NeedsReview { get; init; }
}
