using System.Collections.Immutable;
using System.Numerics;
using CsCheck;

namespace ShopActors.Grains.Tests.Pricing;

/// <summary>
/// Random carts against exact rational arithmetic: every rounded amount is within half a minor unit of the exact one,
/// and all parts sum up without rest.
/// </summary>
public sealed class CartPricingPropertyTests
{
    private const int Carts = 10_000;

    private static readonly CartId Cart = CartId.New(new SeededRandom(1));

    private static readonly Gen<PromotionDraft> Promotion = Gen.OneOf(
        Gen.Int[1, 10_000].Select(share => Pricers.Percentage(share)),
        Gen.Long[1, 20_000].Select(amount => Pricers.Fixed(amount)),
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 3]).Select((buy, get) =>
            new PromotionDraft { Name = "n", Kind = PromotionKind.BuyXGetY, Buy = buy, Get = get }),
        Gen.Const(new PromotionDraft { Name = "free", Kind = PromotionKind.FreeShipping }));

    private static readonly Gen<(PricingInput Input, bool IsIncluded)> Carted = Gen.Select(
        Gen.Select(Gen.Long[1, 100_000], Gen.Int[1, 20], Gen.Bool).Array[1, 8],
        Promotion.Array[0, 3], Gen.Bool, Gen.Bool)
        .Select((lines, promotions, isIncluded, isShipped) =>
            (ToInput(lines, promotions, isShipped ? "flat" : null), isIncluded));

    [Fact]
    public void Charges_OfAnyCart_AreExact() => Carted.Sample(
        (input, isIncluded) =>
        {
            var terms = Pricers.Terms(isIncluded, isTaxed: true, methods: ("flat", Pricers.Flat(595)));
            Check(input, terms, CartPricing.Of(input, terms));
        },
        iter: Carts);

    private static void Check(PricingInput input, PricingTerms terms, CartCharges charges)
    {
        Assert.Equal(input.Lines.Sum(line => line.Total.MinorUnits), charges.Subtotal.MinorUnits);
        var (paid, taxed) = (0L, 0L);
        for (var i = 0; i < input.Lines.Length; i++)
        {
            var line = charges.Lines[i];
            var saved = charges.Discounts.Where(discount => !discount.Lines.IsEmpty)
                .Sum(discount => discount.Lines[i].MinorUnits);
            Assert.Equal(saved, line.Discount.MinorUnits);
            Assert.InRange(saved, 0, input.Lines[i].Total.MinorUnits);
            CheckTax(input.Lines[i].Total.MinorUnits - saved, line.TaxRate, terms, line.Tax, line.Payable);
            paid += line.Payable.MinorUnits;
            taxed += line.Tax.MinorUnits;
        }

        if (charges.Shipping is { } shipping)
        {
            CheckTax(
                shipping.Price.MinorUnits - shipping.Discount.MinorUnits, shipping.TaxRate, terms, shipping.Tax,
                shipping.Payable);
            paid += shipping.Payable.MinorUnits;
            taxed += shipping.Tax.MinorUnits;
        }

        Assert.Equal(paid, charges.Total.MinorUnits);
        Assert.Equal(taxed, charges.Tax.MinorUnits);
        Assert.Equal(
            charges.Total,
            OrderRules.Sum(OrderRules.ToLines(input.Lines), charges, input.Currency));
        CheckFixed(input, charges);
    }

    private static void CheckTax(long amount, long rate, PricingTerms terms, Money tax, Money payable)
    {
        // Twice the distance to the exact fraction is at most its denominator.
        var denominator = new BigInteger(terms.IsTaxIncluded ? 1_000_000 + rate : 1_000_000);
        var distance = BigInteger.Abs((tax.MinorUnits * denominator) - (new BigInteger(amount) * rate));
        Assert.True(2 * distance <= denominator, $"{tax} is not the tax of {amount} at {rate}");
        Assert.Equal(terms.IsTaxIncluded ? amount : amount + tax.MinorUnits, payable.MinorUnits);
    }

    private static void CheckFixed(PricingInput input, CartCharges charges)
    {
        foreach (var discount in charges.Discounts)
        {
            var sum = discount.Lines.Sum(line => line.MinorUnits);
            if (!discount.Lines.IsEmpty) Assert.Equal(sum, discount.Amount.MinorUnits);
            var terms = input.Promotions.First(promotion => promotion.Id == discount.Promotion).Terms;
            if (terms.Amount is { } amount) Assert.InRange(sum, 1, amount.MinorUnits);
        }
    }

    private static PricingInput ToInput(
        (long Price, int Quantity, bool IsReduced)[] lines, PromotionDraft[] promotions, string? method) => new()
        {
            Currency = Currency.Eur,
            Lines = [.. lines.Select((line, i) => new CartLineSnapshot
        {
            Id = LineId.For(Cart, new($"S{i}")),
            Sku = new($"S{i}"),
            Product = ProductId.For(new($"S{i}")),
            Title = "Title",
            Quantity = line.Quantity,
            UnitPrice = new(line.Price, Currency.Eur),
        })],
            Offer = new([.. lines.Select((line, i) => new ProductSnapshot
        {
            Id = ProductId.For(new($"S{i}")),
            Sku = new($"S{i}"),
            Title = "Title",
            Author = null,
            Category = null,
            Price = new(line.Price, Currency.Eur),
            TaxClass = line.IsReduced ? "reduced" : null,
            Version = 1,
        })]),
            Promotions = [.. promotions.Select((terms, i) => new PromotionSnapshot
        {
            Id = PromotionId.For(new($"p/{i}")),
            Terms = terms,
            CreatedAt = Pricers.Now,
        })],
            ShipTo = new(new("DE"), null),
            Method = method,
        };
}
