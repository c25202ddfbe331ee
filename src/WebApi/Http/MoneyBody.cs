namespace ShopActors.WebApi.Http;

/// <summary>Money over HTTP: whole minor units, the currency, and the number of digits of the minor unit.</summary>
internal sealed record MoneyBody(long Amount, string Currency, int Exponent)
{
    public static MoneyBody Of(Money money) => new(money.MinorUnits, money.Currency.Value, money.Currency.Exponent);
}
