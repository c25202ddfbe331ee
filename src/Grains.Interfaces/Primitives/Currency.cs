using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// An ISO 4217 currency of a closed table, with the exponent that relates its minor unit to its major one.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.currency")]
[JsonConverter(typeof(TextIdJsonConverter<Currency>))]
public readonly record struct Currency : ITextId<Currency>
{
    private Currency(string code) => Value = code;

    /// <summary>Euro.</summary>
    public static Currency Eur { get; } = new("EUR");

    /// <summary>US dollar.</summary>
    public static Currency Usd { get; } = new("USD");

    /// <summary>Pound sterling.</summary>
    public static Currency Gbp { get; } = new("GBP");

    /// <summary>The three-letter code.</summary>
    [Id(0)]
    public string Value { get; }

    /// <inheritdoc />
    public bool IsDefault => Value is null;

    /// <summary>How many decimal digits the minor unit has: 2 for EUR, 0 for JPY, 3 for KWD.</summary>
    public int Exponent => Value switch
    {
        "JPY" or "KRW" or "ISK" or "CLP" => 0,
        "KWD" or "BHD" or "TND" => 3,
        _ => 2,
    };

    /// <summary>Reads a code.</summary>
    /// <exception cref="FormatException">The code is not in the table.</exception>
    public static Currency Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, out var currency) ? currency : throw new FormatException("The text is not a known currency code.");

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, out Currency id)
    {
        // The literals of the table, not the caller's text: currencies read from a journal share one string each.
        var code = text switch
        {
            "EUR" => "EUR",
            "USD" => "USD",
            "GBP" => "GBP",
            "CHF" => "CHF",
            "SEK" => "SEK",
            "NOK" => "NOK",
            "DKK" => "DKK",
            "PLN" => "PLN",
            "CZK" => "CZK",
            "HUF" => "HUF",
            "RON" => "RON",
            "CAD" => "CAD",
            "AUD" => "AUD",
            "NZD" => "NZD",
            "SGD" => "SGD",
            "HKD" => "HKD",
            "INR" => "INR",
            "BRL" => "BRL",
            "MXN" => "MXN",
            "ZAR" => "ZAR",
            "CNY" => "CNY",
            "JPY" => "JPY",
            "KRW" => "KRW",
            "ISK" => "ISK",
            "CLP" => "CLP",
            "KWD" => "KWD",
            "BHD" => "BHD",
            "TND" => "TND",
            _ => null,
        };
        id = code is null ? default : new(code);
        return code is not null;
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Currency result) =>
        TryParse(s, out result);

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;
}
