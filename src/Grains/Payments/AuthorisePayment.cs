namespace ShopActors;

/// <summary>Asks for an amount to be set aside.</summary>
internal sealed record AuthorisePayment
{
    public required OrderId Order { get; init; }

    public required PrincipalId Owner { get; init; }

    public required Money Amount { get; init; }

    /// <summary>
    /// What the provider gave the payer's device in place of the card; null where the order in the same journal has it.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>What an order asks of its payment.</summary>
    public static AuthorisePayment For(OrderId order, OrderEvent.OrderPlaced placed) => new()
    {
        Order = order,
        Owner = placed.Caller.Id,
        Amount = placed.Total,
    };

    // Never the token, which is a secret of the payer.
    public override string ToString() => $"authorise {Amount} for {Order}";
}
