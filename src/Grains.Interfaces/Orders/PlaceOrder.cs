namespace ShopActors;

/// <summary>Buys what is in a cart.</summary>
[GenerateSerializer, Immutable, Alias("shop.place-order")]
public sealed record PlaceOrder
{
    /// <summary>The principal that orders; it must own the cart.</summary>
    [Id(0)]
    public required Caller Caller { get; init; }

    /// <summary>
    /// The idempotency key. Together with the caller it is the order's id, so that the order itself is the record of
    /// the request.
    /// </summary>
    [Id(1)]
    public required string IdempotencyKey { get; init; }

    /// <summary>The cart.</summary>
    [Id(2)]
    public required CartId Cart { get; init; }

    /// <summary>What the provider gave the payer's device in place of the card.</summary>
    [Id(3)]
    public required string PaymentToken { get; init; }

    /// <summary>What the payer was shown; another total refuses the order. Prices themselves are the shop's.</summary>
    [Id(4)]
    public Money? ExpectedTotal { get; init; }

    /// <summary>Never the token, which is a secret of the payer.</summary>
    public override string ToString() => $"place order for {Cart}";
}
