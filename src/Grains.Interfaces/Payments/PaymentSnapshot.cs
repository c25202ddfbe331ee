using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Where a payment stands.</summary>
[GenerateSerializer, Alias("shop.payment-status")]
public enum PaymentStatus
{
    /// <summary>Nothing was asked of it.</summary>
    None = 0,

    /// <summary>The authorisation has no answer yet.</summary>
    Authorising = 1,

    /// <summary>The amount is set aside.</summary>
    Authorised = 2,

    /// <summary>The payer's side or the provider said no.</summary>
    Declined = 3,

    /// <summary>The capture has no answer yet.</summary>
    Capturing = 4,

    /// <summary>The money is taken.</summary>
    Captured = 5,

    /// <summary>The authorisation is being let go.</summary>
    Voiding = 6,

    /// <summary>The authorisation was let go, or never asked for and never will be.</summary>
    Voided = 7,

    /// <summary>Part of the money was given back.</summary>
    PartiallyRefunded = 8,

    /// <summary>All of the money was given back.</summary>
    Refunded = 9,
}

/// <summary>A payment as its owner sees it.</summary>
[GenerateSerializer, Immutable, Alias("shop.payment-snapshot")]
public sealed record PaymentSnapshot
{
    /// <summary>The payment's id.</summary>
    [Id(0)]
    public required PaymentId Id { get; init; }

    /// <summary>The order it pays for; default while <see cref="PaymentStatus.None"/>.</summary>
    [Id(1)]
    public required OrderId Order { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(2)]
    public required PaymentStatus Status { get; init; }

    /// <summary>What was asked to be authorised.</summary>
    [Id(3)]
    public required Money Amount { get; init; }

    /// <summary>What was taken.</summary>
    [Id(4)]
    public required Money Captured { get; init; }

    /// <summary>What was given back.</summary>
    [Id(5)]
    public required Money Refunded { get; init; }

    /// <summary>The provider's reason for the latest refusal.</summary>
    [Id(6)]
    public string? DeclineCode { get; init; }

    /// <summary>Whether a capture was asked for and refused for good, so that it never will be taken.</summary>
    [Id(7)]
    public bool CaptureRefused { get; init; }

    /// <summary>Every refund that was asked for, oldest first.</summary>
    [Id(8)]
    public ImmutableArray<RefundSnapshot> Refunds { get; init; } = [];

    /// <summary>
    /// Whether an operator must look at it, for example because the provider charged an amount that was not requested.
    /// </summary>
    [Id(9)]
    public bool NeedsReview { get; init; }

    /// <summary>Counts every change, from 1.</summary>
    [Id(10)]
    public required long Version { get; init; }

    /// <summary>
    /// Whether an operation that is still open waits for a person's decision, because its outcome stayed unknown for as
    /// long as the provider remembers it.
    /// </summary>
    [Id(11)]
    public bool AwaitsDecision { get; init; }
}
