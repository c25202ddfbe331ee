namespace ShopActors;

/// <summary>Asks for an amount to be set aside.</summary>
[GenerateSerializer, Immutable, Alias("shop.authorise-payment")]
internal sealed record AuthorisePayment
{
    [Id(0)]
    public required OrderId Order { get; init; }

    [Id(1)]
    public required PrincipalId Owner { get; init; }

    [Id(2)]
    public required Money Amount { get; init; }

    /// <summary>What the provider gave the payer's device in place of the card.</summary>
    [Id(3)]
    public required string Token { get; init; }

    /// <summary>What an order asks of its payment.</summary>
    public static AuthorisePayment For(OrderId order, OrderEvent.OrderPlaced placed) => new()
    {
        Order = order,
        Owner = placed.Caller.Id,
        Amount = placed.Total,
        Token = placed.PaymentToken,
    };

    /// <summary>Never the token, which is a secret of the payer.</summary>
    public override string ToString() => $"authorise {Amount} for {Order}";
}
