using System.Collections.Immutable;

namespace ShopActors.Grains.Tests.Pricing;

public sealed class CartPricingTests
{
    private static readonly CartId Cart = CartId.New(new SeededRandom(1));
    private static readonly ShipTo Germany = new(new("DE"), null);

    [Fact]
    public void Total_WithoutAnything_IsTheSumOfTheLines()
    {
        var charges = CartPricing.Of(Input([(1_299, 2), (500, 1)]), Pricers.Terms());
        Assert.Equal(3_098, charges.Subtotal.MinorUnits);
        Assert.Equal(3_098, charges.Total.MinorUnits);
        Assert.Equal(0, charges.Tax.MinorUnits);
        Assert.Null(charges.Shipping);
    }

    [Theory]
    [InlineData(true, 119, 19, 119)] // 119 * 19 / 119
    [InlineData(true, 100, 16, 100)] // 15.97
    [InlineData(true, 3, 0, 3)] // 0.479
    [InlineData(false, 100, 19, 119)]
    [InlineData(false, 50, 10, 60)] // 9.5 is rounded up
    public void Tax_OfALine_IsRoundedHalfUp(bool isIncluded, long price, long tax, long total)
    {
        var charges = CartPricing.Of(
            Input([(price, 1)]) with { ShipTo = Germany }, Pricers.Terms(isIncluded, isTaxed: true));
        Assert.Equal(tax, charges.Tax.MinorUnits);
        Assert.Equal(total, charges.Total.MinorUnits);
    }

    [Fact]
    public void Tax_OfARegion_GoesBeforeThatOfTheCountry()
    {
        var terms = Pricers.Terms(isTaxIncluded: false, isTaxed: true);
        Assert.Equal(88_750, terms.RateOf(new(new("US"), "NY"), null));
        Assert.Equal(0, terms.RateOf(new(new("US"), "CA"), null));
        Assert.Equal(70_000, terms.RateOf(Germany, "reduced"));
        Assert.Equal(190_000, terms.RateOf(new(new("DE"), "BY"), null));
        Assert.Equal(0, terms.RateOf(null, null));
    }

    [Fact]
    public void Percentage_OfEveryLine_IsRoundedOnEach()
    {
        var charges = CartPricing.Of(
            Input([(333, 1), (335, 1)], Pricers.Percentage(1_000)), Pricers.Terms());
        Assert.Equal([33, 34], charges.Discounts[0].Lines.Select(line => line.MinorUnits));
        Assert.Equal(668 - 67, charges.Total.MinorUnits);
    }

    [Fact]
    public void Fixed_OverTheLines_IsSpreadByTheirPriceWithoutRest()
    {
        var charges = CartPricing.Of(Input([(100, 1), (100, 1), (100, 1)], Pricers.Fixed(100)), Pricers.Terms());
        Assert.Equal([34, 33, 33], charges.Discounts[0].Lines.Select(line => line.MinorUnits));
        Assert.Equal(200, charges.Total.MinorUnits);
    }

    [Fact]
    public void Fixed_AboveThePrice_SavesNoMoreThanThat()
    {
        var charges = CartPricing.Of(Input([(100, 1)], Pricers.Fixed(500)), Pricers.Terms());
        Assert.Equal(100, charges.Discounts[0].Amount.MinorUnits);
        Assert.Equal(0, charges.Total.MinorUnits);
    }

    [Fact]
    public void BuyXGetY_OfSeveralLines_TheCheapestAreFree()
    {
        var draft = new PromotionDraft { Name = "3 for 2", Kind = PromotionKind.BuyXGetY, Buy = 2, Get = 1 };
        var charges = CartPricing.Of(Input([(500, 4), (200, 3)], draft), Pricers.Terms());

        // Seven units: two are free.
        Assert.Equal([0, 400], charges.Discounts[0].Lines.Select(line => line.MinorUnits));
    }

    [Fact]
    public void Promotions_OneAfterAnother_ApplyToWhatIsLeft()
    {
        var charges = CartPricing.Of(
            Input([(1_000, 1)], Pricers.Percentage(5_000), Pricers.Percentage(5_000)), Pricers.Terms());
        Assert.Equal([500, 250], charges.Discounts.Select(discount => discount.Amount.MinorUnits));
        Assert.Equal(250, charges.Total.MinorUnits);
    }

    [Theory]
    [InlineData(null, "S1", true)]
    [InlineData("S0", "S0", true)]
    [InlineData("S9", null, false)]
    public void Promotion_ForSkus_IsForThoseOnly(string? sku, string? _, bool applies)
    {
        var draft = Pricers.Percentage(1_000) with { Skus = sku is null ? [] : [new(sku)] };
        var charges = CartPricing.Of(Input([(1_000, 1), (1_000, 1)], draft), Pricers.Terms());
        Assert.Equal(applies, charges.Discounts.Length == 1);
        if (sku == "S0") Assert.Equal([100, 0], charges.Discounts[0].Lines.Select(line => line.MinorUnits));
    }

    [Theory]
    [InlineData("Category 1", true)]
    [InlineData("category 1", true)]
    [InlineData("Other", false)]
    public void Promotion_ForACategory_IsForItsProducts(string category, bool applies)
    {
        var draft = Pricers.Percentage(1_000) with { Categories = [category] };
        Assert.Equal(
            applies, CartPricing.Of(Input([(10, 1), (1_000, 1)], draft), Pricers.Terms()).Discounts.Length == 1);
    }

    [Theory]
    [InlineData(1_999, false)]
    [InlineData(2_000, true)]
    public void Promotion_WithAMinimum_NeedsIt(long price, bool applies)
    {
        var draft = Pricers.Percentage(1_000) with { Minimum = new(2_000, Currency.Eur) };
        Assert.Equal(applies, CartPricing.Of(Input([(price, 1)], draft), Pricers.Terms()).Discounts.Length == 1);
    }

    [Fact]
    public void Promotion_LimitedPerCustomer_IsNotForGuests()
    {
        var draft = Pricers.Percentage(1_000) with { UsageLimitPerCustomer = 1 };
        var input = Input([(1_000, 1)], draft);
        Assert.Empty(CartPricing.Of(input, Pricers.Terms()).Discounts);
        Assert.Single(CartPricing.Of(input with { IsCustomer = true }, Pricers.Terms()).Discounts);
    }

    [Fact]
    public void Promotion_OfAnotherCurrency_DoesNotApply()
    {
        var draft = Pricers.Fixed(100) with { Amount = new(100, Currency.Usd) };
        Assert.Empty(CartPricing.Of(Input([(1_000, 1)], draft), Pricers.Terms()).Discounts);
    }

    [Fact]
    public void Shipping_Chosen_IsAddedAndTaxed()
    {
        var terms = Pricers.Terms(isTaxed: true, methods: ("flat", Pricers.Flat(595)));
        var charges = CartPricing.Of(Input([(1_000, 1)]) with { Method = "flat", ShipTo = Germany }, terms);
        Assert.Equal(595, charges.Shipping?.Payable.MinorUnits);
        Assert.Equal(95, charges.Shipping?.Tax.MinorUnits);
        Assert.Equal(1_595, charges.Total.MinorUnits);
        Assert.Equal(160 + 95, charges.Tax.MinorUnits);
    }

    [Fact]
    public void FreeShipping_WithAMethod_SavesItsPrice()
    {
        var terms = Pricers.Terms(methods: ("flat", Pricers.Flat(595)));
        var free = new PromotionDraft { Name = "free", Kind = PromotionKind.FreeShipping };
        var input = Input([(1_000, 1)], free, free);
        Assert.Empty(CartPricing.Of(input, terms).Discounts);
        var charges = CartPricing.Of(input with { Method = "flat" }, terms);
        Assert.Equal(595, Assert.Single(charges.Discounts).Amount.MinorUnits);
        Assert.Equal(1_000, charges.Total.MinorUnits);
    }

    [Theory]
    [InlineData("DE", 0, 0, "flat 500")]
    [InlineData("AT", 0, 0, "")]
    [InlineData("FR", 999, 0, "weight 700")]
    [InlineData("FR", 1_000, 0, "weight 900")]
    [InlineData("IT", 0, 4_999, "total 400")]
    [InlineData("IT", 0, 5_000, "total 0")]
    public void Shipping_Quoted_FollowsItsRates(string country, long grams, long goods, string quotes)
    {
        var weight = new ShippingMethodOptions { Name = "W", Kind = ShippingRateKind.Weight, Countries = { "FR" } };
        weight.Rates.Add(new() { Currency = "EUR", Amount = 700 });
        weight.Rates.Add(new() { Currency = "EUR", From = 1_000, Amount = 900 });
        var total = new ShippingMethodOptions { Name = "T", Kind = ShippingRateKind.Total, Countries = { "IT" } };
        total.Rates.Add(new() { Currency = "EUR", Amount = 400 });
        total.Rates.Add(new() { Currency = "EUR", From = 5_000, Amount = 0 });
        var terms = Pricers.Terms(methods: [("flat", Pricers.Flat(500, "DE")), ("weight", weight), ("total", total)]);

        var found = terms.Quote(new Country(country), new(goods, Currency.Eur), grams);

        Assert.Equal(quotes, string.Join(',', found.Select(quote => $"{quote.Method} {quote.Price.MinorUnits}")));
        Assert.Empty(terms.Quote(new Country(country), new(goods, Currency.Usd), grams));
    }

    private static PricingInput Input((long Price, int Quantity)[] lines, params PromotionDraft[] promotions) => new()
    {
        Currency = Currency.Eur,
        Lines = [.. lines.Select((line, i) => new CartLineSnapshot
        {
            Id = LineId.For(Cart, new($"S{i}")),
            Sku = new($"S{i}"),
            Product = ProductId.For(new($"S{i}")),
            Title = $"Title {i}",
            Quantity = line.Quantity,
            UnitPrice = new(line.Price, Currency.Eur),
        })],
        Offer = new([.. lines.Select((line, i) => new ProductSnapshot
        {
            Id = ProductId.For(new($"S{i}")),
            Sku = new($"S{i}"),
            Title = $"Title {i}",
            Author = null,
            Category = $"Category {i}",
            Price = new(line.Price, Currency.Eur),
            Version = 1,
        })]),
        Promotions = [.. promotions.Select((terms, i) => new PromotionSnapshot
        {
            Id = PromotionId.For(new($"p/{i}")),
            Terms = terms,
            CreatedAt = Pricers.Now,
        })],
    };
}
