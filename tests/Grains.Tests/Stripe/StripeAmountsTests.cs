using ShopActors.Stripe;

namespace ShopActors.Grains.Tests.Stripe;

public sealed class StripeAmountsTests
{
    [Theory]
    [InlineData("EUR", 1_299, 1_299)]
    [InlineData("JPY", 500, 500)]
    [InlineData("CLP", 500, 500)]
    [InlineData("HUF", 1_001, 1_001)]
    [InlineData("ISK", 500, 50_000)]
    [InlineData("KWD", 1_230, 1_230)]
    public void Amount_ThatStripeCanMove_GoesThereAndBack(string code, long units, long atStripe)
    {
        var amount = new Money(units, Currency.Parse(code));

        Assert.Equal(atStripe, StripeAmounts.ToStripe(amount));
        Assert.Equal(amount, StripeAmounts.ToShop(atStripe, code.ToLowerInvariant()));
    }

    [Theory]
    [InlineData("KWD")]
    [InlineData("BHD")]
    [InlineData("TND")]
    public void Amount_WithAThirdDigit_CannotBeMoved(string code) =>
        Assert.Null(StripeAmounts.ToStripe(new Money(1_231, Currency.Parse(code))));

    [Theory]
    [InlineData("isk", 50_050)]
    [InlineData("xyz", 1)]
    [InlineData(null, 1)]
    public void Amount_ThatTheShopDoesNotHave_IsNotUnderstood(string? code, long units) =>
        Assert.Null(StripeAmounts.ToShop(units, code));
}
