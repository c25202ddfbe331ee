namespace ShopActors.Stripe;

/// <summary>
/// Amounts at Stripe. They equal the shop's minor units, except: ISK has two decimal digits at Stripe, both zero; the
/// last of three decimal digits must be zero.
/// </summary>
internal static class StripeAmounts
{
    private const string Krona = "ISK";
    private const int KronaFactor = 100;

    /// <summary>Stripe's form of an amount; null if Stripe cannot move exactly this amount.</summary>
    public static long? ToStripe(Money amount) => amount switch
    {
        { Currency.Value: Krona } => checked(amount.MinorUnits * KronaFactor),
        { Currency.Exponent: 3 } when amount.MinorUnits % 10 != 0 => null,
        _ => amount.MinorUnits,
    };

    /// <summary>The shop's form; null for a currency or a fraction that the shop does not have.</summary>
    public static Money? ToShop(long units, string? code)
    {
        if (code is null || !Currency.TryParse(code.ToUpperInvariant(), out var currency)) return null;
        if (currency.Value != Krona) return new Money(units, currency);
        return units % KronaFactor == 0 ? new Money(units / KronaFactor, currency) : null;
    }
}
