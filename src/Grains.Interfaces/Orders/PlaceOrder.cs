namespace ShopActors;

/// <summary>Orders the content of a cart.</summary>
[GenerateSerializer, Immutable, Alias("shop.place-order")]
public sealed record PlaceOrder
{
    /// <summary>The principal that orders; it must own the cart.</summary>
    [Id(0)]
    public required Caller Caller { get; init; }

    /// <summary>
    /// The idempotency key. The order's id is derived from it and the caller, so the order itself records the request.
    /// </summary>
    [Id(1)]
    public required string IdempotencyKey { get; init; }

    /// <summary>The cart.</summary>
    [Id(2)]
    public required CartId Cart { get; init; }

    /// <summary>The provider's token for the payer's card; null only if there is nothing to pay.</summary>
    [Id(3)]
    public string? PaymentToken { get; init; }

    /// <summary>
    /// The total that the payer was shown; a different total refuses the order. Unit prices always come
    /// from the catalogue.
    /// </summary>
    [Id(4)]
    public Money? ExpectedTotal { get; init; }

    /// <summary>
    /// How long the caller wants to wait for the order's end, at most the shop's own time; null for that. The order
    /// does not depend on it.
    /// </summary>
    [Id(5)]
    public TimeSpan? AnswerWithin { get; init; }

    /// <summary>Leaves the token out, because it is the payer's secret.</summary>
    public override string ToString() => $"place order for {Cart}";
}
