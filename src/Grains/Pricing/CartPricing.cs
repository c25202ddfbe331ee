using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// Prices a cart; pure. Discounts are taken from the lines one after another, then shipping is priced, then both are
/// taxed. Every rounding is half up to a whole minor unit and happens once, on a line or the shipping; all totals are
/// sums of such parts, so nothing is left over (docs/adr/0017-one-quote.md).
/// </summary>
internal static class CartPricing
{
    private const long Million = 1_000_000;

    public static CartCharges Of(PricingInput input, PricingTerms terms)
    {
        var lines = input.Lines;
        var currency = input.Currency;
        var left = lines.Select(line => line.Total.MinorUnits).ToArray();
        var subtotal = new Money(left.Sum(), currency);
        var discounts = ImmutableArray.CreateBuilder<Discount>();
        var freeShipping = new List<int>();
        foreach (var promotion in input.Promotions)
        {
            if (!IsFor(promotion.Terms, input, out var targets)) continue;
            if (promotion.Terms.Kind == PromotionKind.FreeShipping)
            {
                freeShipping.Add(discounts.Count);
                discounts.Add(ToDiscount(promotion, Money.Zero(currency), []));
                continue;
            }

            var saved = Save(promotion.Terms, lines, left, targets);
            if (saved.Sum() == 0) continue;
            for (var i = 0; i < left.Length; i++) left[i] -= saved[i];
            discounts.Add(ToDiscount(
                promotion, new(saved.Sum(), currency), [.. saved.Select(amount => new Money(amount, currency))]));
        }

        var shipping = Ship(input, terms, new(left.Sum(), currency), freeShipping.Count > 0);
        foreach (var free in Enumerable.Reverse(freeShipping))
        {
            // The first of several pays for the shipping; without any to pay for, none has an effect.
            var amount = free == freeShipping[0] ? shipping?.Discount ?? Money.Zero(currency) : Money.Zero(currency);
            if (amount.MinorUnits == 0) discounts.RemoveAt(free);
            else discounts[free] = discounts[free] with { Amount = amount };
        }

        var charges = ImmutableArray.CreateBuilder<LineCharge>(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            var rate = terms.RateOf(input.ShipTo, input.ProductOf(lines[i].Sku)?.TaxClass);
            var (tax, payable) = Tax(left[i], rate, terms.IsTaxIncluded);
            var saved = lines[i].Total.MinorUnits - left[i];
            charges.Add(new(new(saved, currency), new(tax, currency), rate, new(payable, currency)));
        }

        var parts = charges.MoveToImmutable();
        var zero = Money.Zero(currency);
        return new()
        {
            Subtotal = subtotal,
            Discounts = discounts.ToImmutable(),
            Shipping = shipping,
            Tax = parts.Aggregate(shipping?.Tax ?? zero, static (sum, line) => sum + line.Tax),
            IsTaxIncluded = terms.IsTaxIncluded,
            Total = parts.Aggregate(shipping?.Payable ?? zero, static (sum, line) => sum + line.Payable),
            Lines = parts,
        };
    }

    /// <summary>
    /// The tax on an amount, and what is to pay: of a price that includes it, its part rate / (1 + rate); otherwise the
    /// amount times the rate, on top.
    /// </summary>
    public static (long Tax, long Payable) Tax(long amount, long rate, bool isIncluded) =>
        isIncluded
            ? (Round(amount, rate, Million + rate), amount)
            : (Round(amount, rate, Million), amount + Round(amount, rate, Million));

    /// <summary>The amount times a fraction, rounded half up.</summary>
    public static long Round(long amount, long numerator, long denominator) =>
        (long)(((Int128)amount * numerator * 2 + denominator) / ((Int128)denominator * 2));

    /// <summary>
    /// Splits an amount by weights so that the parts sum up to it: every part is rounded down, and what is left goes to
    /// the largest remainders, the first of equal ones first.
    /// </summary>
    public static long[] Allocate(long amount, IReadOnlyList<long> weights)
    {
        var all = weights.Sum();
        if (all == 0) return new long[weights.Count];
        var parts = weights.Select(weight => (long)((Int128)amount * weight / all)).ToArray();
        var order = Enumerable.Range(0, weights.Count)
            .OrderByDescending(i => (Int128)amount * weights[i] % all).ThenBy(i => i);
        foreach (var i in order.Take((int)(amount - parts.Sum()))) parts[i]++;
        return parts;
    }

    /// <summary>Whether a promotion is for this cart and buyer, and for which lines.</summary>
    public static bool IsFor(PromotionDraft terms, PricingInput input, out bool[] targets)
    {
        targets = [.. input.Lines.Select(line => IsFor(terms, line.Sku, input.ProductOf(line.Sku)))];
        if (!targets.Contains(true)) return false;
        if (terms.Amount is { } amount && amount.Currency != input.Currency) return false;
        if (terms.UsageLimitPerCustomer is not null && !input.IsCustomer) return false;
        if (terms.Minimum is not { } minimum) return true;
        if (minimum.Currency != input.Currency) return false;
        var sum = 0L;
        for (var i = 0; i < targets.Length; i++) sum += targets[i] ? input.Lines[i].Total.MinorUnits : 0;
        return sum >= minimum.MinorUnits;
    }

    private static bool IsFor(PromotionDraft terms, Sku sku, ProductSnapshot? product) =>
        (terms.Skus.IsEmpty && terms.Categories.IsEmpty) || terms.Skus.Contains(sku) ||
        (product?.Category is { } category && terms.Categories.Contains(category, StringComparer.OrdinalIgnoreCase));

    private static long[] Save(
        PromotionDraft terms, ImmutableArray<CartLineSnapshot> lines, long[] left, bool[] targets) => terms.Kind switch
        {
            PromotionKind.Percentage =>
                [.. left.Select((amount, i) => targets[i] ? Round(amount, terms.Share, PromotionLimits.ShareMax) : 0)],
            PromotionKind.Fixed => Spread(terms.Amount!.Value.MinorUnits, left, targets),
            _ => Give(terms, lines, left, targets),
        };

    private static long[] Spread(long amount, long[] left, bool[] targets)
    {
        long[] weights = [.. left.Select((present, i) => targets[i] ? present : 0)];
        return Allocate(Math.Min(amount, weights.Sum()), weights);
    }

    /// <summary>The cheapest units are free, those of one price in the order of the lines.</summary>
    private static long[] Give(
        PromotionDraft terms, ImmutableArray<CartLineSnapshot> lines, long[] left, bool[] targets)
    {
        var units = 0;
        for (var i = 0; i < lines.Length; i++) units += targets[i] ? lines[i].Quantity : 0;
        var free = units / (terms.Buy + terms.Get) * terms.Get;
        var saved = new long[lines.Length];
        var order = Enumerable.Range(0, lines.Length).Where(i => targets[i])
            .OrderBy(i => lines[i].UnitPrice.MinorUnits).ThenBy(i => i);
        foreach (var i in order)
        {
            var given = Math.Min(free, lines[i].Quantity);
            saved[i] = Math.Min(left[i], given * lines[i].UnitPrice.MinorUnits);
            free -= given;
        }

        return saved;
    }

    private static ShippingCharge? Ship(PricingInput input, PricingTerms terms, Money goods, bool isFree)
    {
        if (input.Method is not { } method || input.Lines.IsEmpty) return null;
        if (terms.Quote(method, input.ShipTo?.Country, goods, input.Grams) is not { } quote) return null;
        var rate = terms.RateOf(input.ShipTo, null);
        var (tax, payable) = Tax(isFree ? 0 : quote.Price.MinorUnits, rate, terms.IsTaxIncluded);
        var discount = isFree ? quote.Price : Money.Zero(goods.Currency);
        return new(
            method, quote.Name, quote.Price, discount, new(tax, goods.Currency), rate, new(payable, goods.Currency));
    }

    private static Discount ToDiscount(PromotionSnapshot promotion, Money amount, ImmutableArray<Money> lines) => new()
    {
        Promotion = promotion.Id,
        Name = promotion.Terms.Name,
        Code = promotion.Terms.Code?.Value,
        Amount = amount,
        Lines = lines,
        UsageLimit = promotion.Terms.UsageLimit,
        UsageLimitPerCustomer = promotion.Terms.UsageLimitPerCustomer,
    };
}
