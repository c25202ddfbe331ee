using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The status of a payment.</summary>
[GenerateSerializer, Alias("shop.payment-status")]
public enum PaymentStatus
{
    /// <summary>Nothing was requested yet.</summary>
    None = 0,

    /// <summary>The authorisation was requested and has no answer yet.</summary>
    Authorising = 1,

    /// <summary>The amount is authorised.</summary>
    Authorised = 2,

    /// <summary>The payer's bank or the provider declined it.</summary>
    Declined = 3,

    /// <summary>The capture was requested and has no answer yet.</summary>
    Capturing = 4,

    /// <summary>The money is captured.</summary>
    Captured = 5,

    /// <summary>The void was requested and has no answer yet.</summary>
    Voiding = 6,

    /// <summary>The authorisation was voided, or never requested and never will be.</summary>
    Voided = 7,

    /// <summary>Part of the money was refunded.</summary>
    PartiallyRefunded = 8,

    /// <summary>All of the money was refunded.</summary>
    Refunded = 9,

    /// <summary>The payer has to confirm the payment first.</summary>
    RequiresAction = 10,

    /// <summary>A method that takes days, such as a bank debit, is under way.</summary>
    Processing = 11,
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

    /// <summary>The status.</summary>
    [Id(2)]
    public required PaymentStatus Status { get; init; }

    /// <summary>The amount to authorise.</summary>
    [Id(3)]
    public required Money Amount { get; init; }

    /// <summary>The amount captured.</summary>
    [Id(4)]
    public required Money Captured { get; init; }

    /// <summary>The amount refunded.</summary>
    [Id(5)]
    public required Money Refunded { get; init; }

    /// <summary>The provider's reason for the latest refusal.</summary>
    [Id(6)]
    public string? DeclineCode { get; init; }

    /// <summary>Whether the provider finally refused the capture, so that the money will never be captured.</summary>
    [Id(7)]
    public bool CaptureRefused { get; init; }

    /// <summary>Every requested refund, oldest first.</summary>
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
    /// Whether an open operation waits for a person's decision, because its outcome stayed unknown for as long as the
    /// provider remembers the key.
    /// </summary>
    [Id(11)]
    public bool AwaitsDecision { get; init; }

    /// <summary>The operations that wait for a person's decision.</summary>
    [Id(13)]
    public ImmutableArray<PaymentReview> Reviews { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Where the payer confirms the payment; null unless that is required.</summary>
    [Id(12)]
    public string? ActionUrl { get; init; }

    /// <summary>How many attempts at the latest of authorisation, capture and void ended without an answer.</summary>
    [Id(14)]
    public int Retries { get; init; }
}
