using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.Extensions.Options;

namespace ShopActors;

/// <summary>The shop's shipping methods and tax rates, from its configuration.</summary>
internal sealed class PricingTerms
{
    private readonly FrozenDictionary<string, ShippingMethodOptions> _methods;
    private readonly FrozenDictionary<(Country, string Region, string Class), long> _rates;
    private readonly Country? _defaultCountry;

    public PricingTerms(
        IOptions<ShippingOptions> shipping, IOptions<TaxOptions> tax, IOptions<CatalogOptions> catalog)
    {
        var methods = shipping.Value.Methods.ToDictionary();
        if (methods.Count == 0 && catalog.Value.Seed) methods = Samples();
        _methods = methods.ToFrozenDictionary(StringComparer.Ordinal);
        IsShippingRequired = shipping.Value.Required;
        IsTaxIncluded = tax.Value.PricesIncludeTax;
        _defaultCountry = Country.TryParse(tax.Value.DefaultCountry, out var country) ? country : null;
        _rates = tax.Value.Rates.ToFrozenDictionary(
            rate => (new Country(rate.Country), rate.Region ?? "", rate.Class),
            rate => decimal.ToInt64(rate.Percent * 10_000));
    }

    /// <summary>Whether a checkout needs a shipping address and a method.</summary>
    public bool IsShippingRequired { get; }

    /// <summary>Whether prices include the tax.</summary>
    public bool IsTaxIncluded { get; }

    /// <summary>Whether goods that go there are taxed at all.</summary>
    public bool HasTax(ShipTo? shipTo) => _rates.Count > 0 && (shipTo is not null || _defaultCountry is not null);

    /// <summary>The rate in millionths for a class of goods; 0 where none applies.</summary>
    public long RateOf(ShipTo? shipTo, string? taxClass)
    {
        if ((shipTo?.Country ?? _defaultCountry) is not { } country) return 0;
        var known = taxClass ?? TaxOptions.StandardClass;
        return shipTo?.Region is { } region && _rates.TryGetValue((country, region, known), out var regional) ? regional
            : _rates.GetValueOrDefault((country, "", known));
    }

    /// <summary>The methods that deliver there, cheapest first.</summary>
    public ImmutableArray<ShippingQuote> Quote(Country? country, Money goods, long grams) =>
        [.. _methods.Keys.Select(id => Quote(id, country, goods, grams)).OfType<ShippingQuote>()
            .OrderBy(quote => quote.Price.MinorUnits).ThenBy(quote => quote.Method, StringComparer.Ordinal)];

    /// <summary>
    /// The price of a method; null if there is no such method, or it does not deliver there or for that currency.
    /// </summary>
    public ShippingQuote? Quote(string id, Country? country, Money goods, long grams)
    {
        if (!_methods.TryGetValue(id, out var method)) return null;
        if (country is { } to && method.Countries.Count > 0 && !method.Countries.Contains(to.Value)) return null;
        var measure = method.Kind switch
        {
            ShippingRateKind.Weight => grams,
            ShippingRateKind.Total => goods.MinorUnits,
            _ => long.MaxValue,
        };
        var rate = method.Rates
            .Where(rate => rate.Currency == goods.Currency.Value && rate.From <= measure).MaxBy(rate => rate.From);
        return rate is null ? null : new(id, method.Name, new(rate.Amount, goods.Currency));
    }

    private static Dictionary<string, ShippingMethodOptions> Samples() => new(StringComparer.Ordinal)
    {
        ["standard"] = new()
        {
            Name = "Standard",
            Kind = ShippingRateKind.Total,
            Rates =
            {
                new() { Currency = "EUR", From = 0, Amount = 490 },
                new() { Currency = "EUR", From = 5_000, Amount = 0 },
            },
        },
        ["express"] = new() { Name = "Express", Rates = { new() { Currency = "EUR", Amount = 990 } } },
    };
}
