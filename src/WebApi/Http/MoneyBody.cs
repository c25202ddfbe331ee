using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Http;

/// <summary>An amount of money.</summary>
/// <param name="Amount">Whole minor units, such as cents.</param>
/// <param name="Currency">The currency's ISO 4217 code.</param>
/// <param name="Exponent">How many decimal digits the minor unit has.</param>
internal sealed record MoneyBody(long Amount, [TextOf<Currency>] string Currency, [Range(0, 3)] int Exponent)
{
    public static MoneyBody Of(Money money) => new(money.MinorUnits, money.Currency.Value, money.Currency.Exponent);
}
