namespace ShopActors;

/// <summary>An amount of money in an event.</summary>
/// <param name="Amount">Whole minor units, such as cents.</param>
/// <param name="Currency">The currency's ISO 4217 code.</param>
/// <param name="Exponent">How many decimal digits the minor unit has.</param>
public sealed record EventMoney(long Amount, Currency Currency, int Exponent)
{
    /// <summary>Converts an amount.</summary>
    public static EventMoney Of(Money money) => new(money.MinorUnits, money.Currency, money.Currency.Exponent);
}
