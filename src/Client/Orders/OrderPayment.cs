namespace ShopActors.Client;

/// <summary>An order's payment, as far as the order knows it.</summary>
public sealed record OrderPayment
{
    /// <summary>The payment's id.</summary>
    public required string Id { get; init; }

    /// <summary>The payment's status.</summary>
    public required PaymentStatus Status { get; init; }

    /// <summary>The amount captured.</summary>
    public required Money Captured { get; init; }

    /// <summary>The amount refunded.</summary>
    public required Money Refunded { get; init; }

    /// <summary>The refunds, oldest first.</summary>
    public required IReadOnlyList<Refund> Refunds { get; init; }

    /// <summary>What the payer has to do first; null for nothing.</summary>
    public PayerAction? Action { get; init; }
}
