namespace ShopActors.WebApi.Grpc;

/// <summary>The parts of a total in messages.</summary>
internal static class WireCharges
{
    /// <summary>What all discounts save, on lines and shipping; zero without charges.</summary>
    public static Money Discount(this CartCharges? charges, Currency currency) =>
        charges is null
            ? Money.Zero(currency)
            : charges.Discounts.Aggregate(Money.Zero(currency), static (sum, discount) => sum + discount.Amount);
}
