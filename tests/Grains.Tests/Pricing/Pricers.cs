using Microsoft.Extensions.Options;

namespace ShopActors.Grains.Tests.Pricing;

/// <summary>Terms and promotions for tests.</summary>
internal static class Pricers
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>No shipping, no tax, no promotions.</summary>
    public static CartPricer Plain { get; } = Of(Terms());

    public static CartPricer Of(PricingTerms terms, params PromotionDraft[] drafts)
    {
        var state = PromotionsState.Begin("");
        for (var i = 0; i < drafts.Length; i++)
        {
            var id = PromotionId.For(new($"promotion/{i}"));
            state = state.Apply(new PromotionAdded(id, drafts[i], "") { At = Now });
        }

        return new(terms, new(state));
    }

    /// <summary>Taxes are of Germany: 19 % and 7 %.</summary>
    public static PricingTerms Terms(
        bool isTaxIncluded = true, bool isTaxed = false, bool isShippingRequired = false,
        params (string Id, ShippingMethodOptions Method)[] methods)
    {
        var tax = new TaxOptions { PricesIncludeTax = isTaxIncluded };
        if (isTaxed)
        {
            tax.Rates.Add(new() { Country = "DE", Percent = 19 });
            tax.Rates.Add(new() { Country = "DE", Class = "reduced", Percent = 7 });
            tax.Rates.Add(new() { Country = "US", Region = "NY", Percent = 8.875m });
        }

        var shipping = new ShippingOptions { Required = isShippingRequired };
        foreach (var (id, method) in methods) shipping.Methods.Add(id, method);
        return new(Options.Create(shipping), Options.Create(tax), Options.Create(new CatalogOptions { Seed = false }));
    }

    public static ShippingMethodOptions Flat(long amount, params string[] countries)
    {
        var method = new ShippingMethodOptions { Name = "Flat" };
        method.Rates.Add(new() { Currency = "EUR", Amount = amount });
        foreach (var country in countries) method.Countries.Add(country);
        return method;
    }

    public static PromotionDraft Percentage(int share, string? code = null) => new()
    {
        Name = $"{share}",
        Code = code is null ? null : new CouponCode(code),
        Kind = PromotionKind.Percentage,
        Share = share,
    };

    public static PromotionDraft Fixed(long amount, string? code = null) => new()
    {
        Name = "fixed",
        Code = code is null ? null : new CouponCode(code),
        Kind = PromotionKind.Fixed,
        Amount = new(amount, Currency.Eur),
    };
}
