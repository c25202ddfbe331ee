namespace ShopActors;

/// <summary>Requests the authorisation of an amount.</summary>
internal sealed record AuthorisePayment
{
    public required OrderId Order { get; init; }

    public required PrincipalId Owner { get; init; }

    public required Money Amount { get; init; }

    /// <summary>The provider's token for the payer's card; null if the order in the same journal has it.</summary>
    public string? Token { get; init; }

    /// <summary>The authorisation that an order requests of its payment.</summary>
    public static AuthorisePayment For(OrderId order, OrderEvent.OrderPlaced placed) => new()
    {
        Order = order,
        Owner = placed.Caller.Id,
        Amount = placed.Total,
    };

    // Leaves the token out, because it is the payer's secret.
    public override string ToString() => $"authorise {Amount} for {Order}";
}
