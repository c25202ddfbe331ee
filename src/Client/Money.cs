using System.Globalization;

namespace ShopActors.Client;

/// <summary>An amount of money.</summary>
public sealed record Money
{
    /// <summary>Whole minor units, such as cents.</summary>
    public required long Amount { get; init; }

    /// <summary>The currency's ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>How many decimal digits the minor unit has. The shop knows it and ignores it in requests.</summary>
    public required int Exponent { get; init; }

    /// <summary>The amount in major units, such as euros.</summary>
    public decimal ToDecimal()
    {
        var value = (decimal)Amount;
        for (var digit = 0; digit < Exponent; digit++) value /= 10;
        return value;
    }

    /// <summary>The amount and the currency, such as <c>12.99 EUR</c>.</summary>
    public override string ToString()
    {
        var value = ToDecimal().ToString($"F{Exponent}", CultureInfo.InvariantCulture);
        return $"{value} {Currency}";
    }
}
