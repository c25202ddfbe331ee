namespace ShopActors.Grains.Tests.Contracts;

public sealed class MoneyTests
{
    private static readonly Money OneEuro = new(100, Currency.Eur);

    [Fact]
    public void Money_Arithmetic_IsExact()
    {
        Assert.Equal(new(350, Currency.Eur), OneEuro + OneEuro * 3 - new Money(50, Currency.Eur));
        Assert.True(OneEuro < OneEuro * 2);
    }

    [Fact]
    public void Money_MixedCurrencies_Throw()
    {
        Assert.Throws<InvalidOperationException>(() => OneEuro + new Money(1, Currency.Usd));
        Assert.Throws<InvalidOperationException>(() => OneEuro.CompareTo(new Money(1, Currency.Usd)));
    }

    [Fact]
    public void Money_Overflow_Throws()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, Currency.Eur) + OneEuro);
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue / 2, Currency.Eur) * 3);
    }

    [Theory]
    [InlineData("EUR", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KWD", 3)]
    public void Currency_Code_HasItsExponent(string code, int exponent) =>
        Assert.Equal(exponent, Currency.Parse(code).Exponent);

    [Theory]
    [InlineData("eur")]
    [InlineData("ABC")]
    [InlineData("")]
    [InlineData(null)]
    public void Currency_UnknownCode_IsRefused(string? code) => Assert.False(Currency.TryParse(code, out _));
}
