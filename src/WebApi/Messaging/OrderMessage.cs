namespace ShopActors.WebApi.Messaging;

/// <summary>An order to place: the checkout's body, with the cart that HTTP has in the address.</summary>
/// <param name="CartId">The cart.</param>
/// <param name="PaymentToken">The provider's token for the payer.</param>
/// <param name="ExpectedTotal">The total that the payer was shown; a different one is refused.</param>
internal sealed record OrderMessage(string CartId, string PaymentToken, AmountRequest? ExpectedTotal = null)
{
    // Leaves the payer's secret out.
    public override string ToString() => CartId;
}
