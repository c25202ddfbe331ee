namespace ShopActors.Client;

/// <summary>A payment.</summary>
public sealed record Payment : ShopResource
{
    /// <summary>The payment's id.</summary>
    public required string Id { get; init; }

    /// <summary>The order that it pays for.</summary>
    public required string OrderId { get; init; }

    /// <summary>Its status.</summary>
    public required PaymentStatus Status { get; init; }

    /// <summary>The amount to authorise.</summary>
    public required Money Amount { get; init; }

    /// <summary>The amount captured.</summary>
    public required Money Captured { get; init; }

    /// <summary>The amount refunded.</summary>
    public required Money Refunded { get; init; }

    /// <summary>The provider's reason for the latest refusal.</summary>
    public string? DeclineCode { get; init; }

    /// <summary>The refunds, oldest first.</summary>
    public required IReadOnlyList<Refund> Refunds { get; init; }

    /// <summary>For operators: the operations that wait for a person's decision.</summary>
    public IReadOnlyList<PaymentReview>? Reviews { get; init; }

    /// <summary>Counts the changes, from 1.</summary>
    public required long Version { get; init; }
}
