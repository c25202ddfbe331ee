using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>An ISO 4217 currency from a closed table, with the number of decimal digits of its minor unit.</summary>
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

    /// <summary>How many decimal digits the minor unit has: 2 for EUR, 0 for JPY, 3 for KWD.</summary>
    public int Exponent => Value switch
    {
        "JPY" or "KRW" or "ISK" or "CLP" => 0,
        "KWD" or "BHD" or "TND" => 3,
        _ => 2,
    };

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<Currency>.IsValid(ReadOnlySpan<char> text) => Find(text) is not null;

    static Currency IParsable<Currency>.Parse(string s, IFormatProvider? provider) =>
        new(Find(s) ?? throw new FormatException("The text is not a known currency code."));

    /// <summary>
    /// Returns the table's literal instead of the caller's text, so that all amounts read from journals
    /// share one string.
    /// </summary>
    private static string? Find(ReadOnlySpan<char> code) => code switch
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
}
